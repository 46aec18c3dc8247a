import { expect } from '@playwright/test'
import { countAndHalt, resumeAfterStop, script } from '../support/counting'
import { test } from '../support/sharedStory'

test('chats are begun, listed, opened, deleted and brought back', async ({ hearth }) => {
  for (const text of ['First chat', '\n  Second chat  \nwith more lines', 'Third chat']) {
    await hearth.button('New chat').click()
    await hearth.ask(text)
  }

  await test.step('the newest stands first, each with its title from its first message', async () => {
    expect(await hearth.titles()).toEqual(['Third chat', 'Second chat', 'First chat'])
    await expect(hearth.page.getByRole('heading', { level: 1, name: 'Third chat' })).toBeVisible()
  })

  await test.step('opening one shows its messages; a new message moves it to the top', async () => {
    await hearth.open('First chat')
    await expect(hearth.textOf(hearth.questions)).toHaveText('First chat')
    await hearth.ask('And more')
    expect(await hearth.titles()).toEqual(['First chat', 'Third chat', 'Second chat'])
  })

  await test.step('the open one is deleted, and Undo brings it back onto the screen', async () => {
    await hearth.deleteButton('First chat').click()
    await expect(hearth.conversation('First chat')).toHaveCount(0)
    await expect(hearth.page.getByRole('heading', { level: 1, name: 'New chat' })).toBeVisible()
    await expect(hearth.toasts.getByText('“First chat” was deleted.')).toBeVisible()
    await hearth.button('Undo').click()
    await expect(hearth.page.getByRole('heading', { level: 1, name: 'First chat' })).toBeVisible()
    await expect(hearth.questions).toHaveCount(2)
    await expect(hearth.replies).toHaveCount(2)
    expect(await hearth.titles()).toEqual(['First chat', 'Third chat', 'Second chat'])
  })

  await test.step('another one is deleted, and the open one stays', async () => {
    await hearth.deleteButton('Third chat').click()
    await expect(hearth.toasts.getByText('“Third chat” was deleted.')).toBeVisible()
    await expect(hearth.questions, 'the open one stays').toHaveCount(2)
    expect(await hearth.titles()).toEqual(['First chat', 'Second chat'])
  })

  await test.step('the keys for undo bring it back, and take back what was typed since then', async () => {
    const { page } = hearth
    await page.keyboard.press('ControlOrMeta+Z')
    await expect(hearth.conversations).toHaveCount(3)
    await expect(hearth.button('Undo')).toHaveCount(0)
    await hearth.deleteButton('Third chat').click()
    await expect(hearth.conversations).toHaveCount(2)
    await hearth.composer.pressSequentially('Hello')
    await page.keyboard.press('ControlOrMeta+Z')
    await expect(hearth.composer).toHaveValue('')
    await expect(hearth.conversations).toHaveCount(2)
  })
})

test('a chat whose reply is being written is deleted: the reply stops, and Undo brings what was written', async ({ hearth, useScript }) => {
  await useScript(script)
  await countAndHalt(hearth, 'Deleted meanwhile')
  await hearth.deleteButton('Deleted meanwhile').click()
  await expect(hearth.conversations).toHaveCount(0)
  await expect(hearth.button('Stop')).toHaveCount(0)

  await hearth.button('Undo').click()
  await resumeAfterStop(hearth)
  const text = await hearth.lastText()
  expect(text).not.toBe('')
  expect(script.trim().startsWith(text)).toBe(true)
  expect((await hearth.savedReply()).text.trim()).toBe(text)

  await hearth.button('New chat').click()
  await hearth.ask('The engine is free.')
})

test('a double press on Delete deletes one chat, and says so once', async ({ hearth }) => {
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
