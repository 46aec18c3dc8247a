import { expect } from '@playwright/test'
import { loadScript } from '../support/preset'
import { test } from '../support/story'

test('what is written and not sent is kept for each chat, and over a restart', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' Understood.')
  let hearth = await launch()
  await hearth.waitUntilReady()
  await hearth.ask('First chat')
  await hearth.button('New chat').click()
  await hearth.ask('Second chat')
  await hearth.composer.fill('a draft\n  in the second 👩\u200d🚀')
  await hearth.open('First chat')
  await expect(hearth.composer).toHaveValue('')
  await hearth.composer.fill('a draft in the first')
  await hearth.button('New chat').click()
  await expect(hearth.composer).toHaveValue('')
  await hearth.composer.fill('a draft of a new chat')

  const expectDrafts = async (): Promise<void> => {
    await expect(hearth.composer).toHaveValue('a draft of a new chat')
    await hearth.open('Second chat')
    await expect(hearth.composer).toHaveValue('a draft\n  in the second 👩\u200d🚀')
    await hearth.open('First chat')
    await expect(hearth.composer).toHaveValue('a draft in the first')
    await hearth.button('New chat').click()
    await expect(hearth.composer).toHaveValue('a draft of a new chat')
  }
  await expectDrafts()
  await hearth.close()

  hearth = await launch()
  await expect(hearth.page.getByRole('heading', { level: 1, name: 'New chat' })).toBeVisible()
  await expectDrafts()

  await hearth.open('First chat')
  await hearth.waitUntilReady()
  await hearth.composer.press('Enter')
  await expect(hearth.composer).toHaveValue('')
  await expect(hearth.replies).toHaveCount(2)
  await hearth.button('New chat').click()
  await hearth.open('First chat')
  await expect(hearth.composer, 'what was sent is no draft any more').toHaveValue('')
})
