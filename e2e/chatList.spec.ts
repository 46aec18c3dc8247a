import { expect } from '@playwright/test'
import { words } from './support/models'
import { loadScript } from './support/preset'
import { test } from './support/story'

test('chats are begun, listed, opened, deleted and brought back', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' Understood.')
  let hearth = await launch()
  const titles = (): Promise<string[]> => hearth.conversations.locator('.item-title').allTextContents()
  await hearth.waitUntilReady()
  for (const text of ['First chat', '\n  Second chat  \nwith more lines', 'Third chat']) {
    await hearth.button('New chat').click()
    await hearth.ask(text)
  }

  await test.step('the newest stands first, each with its title from its first message', async () => {
    expect(await titles()).toEqual(['Third chat', 'Second chat', 'First chat'])
    await expect(hearth.page.getByRole('heading', { level: 1, name: 'Third chat' })).toBeVisible()
  })

  await test.step('opening one shows its messages; a new message moves it to the top', async () => {
    await hearth.open('First chat')
    await expect(hearth.textOf(hearth.questions)).toHaveText('First chat')
    await hearth.ask('And more')
    expect(await titles()).toEqual(['First chat', 'Third chat', 'Second chat'])
  })

  await test.step('the open one is deleted, and Undo brings it back onto the screen', async () => {
    await hearth.deleteButton('First chat').click()
    await expect(hearth.conversation('First chat')).toHaveCount(0)
    await expect(hearth.page.getByRole('heading', { level: 1, name: 'New chat' })).toBeVisible()
    await expect(hearth.page.getByText('“First chat” was deleted.')).toBeVisible()
    await hearth.button('Undo').click()
    await expect(hearth.page.getByRole('heading', { level: 1, name: 'First chat' })).toBeVisible()
    await expect(hearth.questions).toHaveCount(2)
    await expect(hearth.replies).toHaveCount(2)
    expect(await titles()).toEqual(['First chat', 'Third chat', 'Second chat'])
  })

  await test.step('another one is deleted, and stays away after a restart', async () => {
    await hearth.deleteButton('Third chat').click()
    await expect(hearth.page.getByText('“Third chat” was deleted.')).toBeVisible()
    await expect(hearth.questions, 'the open one stays').toHaveCount(2)
    await hearth.close()
    hearth = await launch()
    await expect(hearth.questions).toHaveCount(2)
    expect(await titles()).toEqual(['First chat', 'Second chat'])
  })
})

test('a chat that is being answered is deleted: the answer stops, and Undo brings what was written', async ({ dataDir, launch }) => {
  loadScript(dataDir, words(600))
  const hearth = await launch()
  await hearth.waitUntilReady()
  await hearth.write('Deleted meanwhile')
  await hearth.waitForText()
  await hearth.deleteButton('Deleted meanwhile').click()
  await expect(hearth.conversations).toHaveCount(0)
  await expect(hearth.button('Stop')).toHaveCount(0)

  await hearth.button('Undo').click()
  await hearth.waitUntilStopped()
  const text = await hearth.lastText()
  expect(text).not.toBe('')
  expect(words(600).startsWith(text)).toBe(true)
  expect((await hearth.savedReply()).text).toBe(text)

  await hearth.button('New chat').click()
  await hearth.ask('The engine is free.')
})

test('a double press on Delete deletes one chat, and says so once', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' Yes.')
  const hearth = await launch()
  await hearth.waitUntilReady()
  for (const title of ['One', 'Two', 'Three']) {
    await hearth.button('New chat').click()
    await hearth.ask(title)
  }
  await hearth.conversation('Three').hover()
  await hearth.deleteButton('Three').dblclick({ delay: 20 })
  await expect(hearth.conversations).toHaveCount(2)
  await expect(hearth.button('Undo')).toHaveCount(1)
  await hearth.button('Undo').click()
  await expect(hearth.conversations).toHaveCount(3)
})
