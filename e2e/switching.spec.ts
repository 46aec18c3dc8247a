import { expect } from '@playwright/test'
import { askForMuch } from './support/models'
import { test } from './support/story'

const title = 'Write a long story about a lighthouse keeper who finds a…'

test('a reply goes on being written in its own chat while another one is open', async ({ launch }) => {
  const hearth = await launch()
  const { page, composer, transcript } = hearth
  await hearth.waitUntilReady()
  await hearth.write(askForMuch)
  await hearth.waitForText()
  const live = hearth.conversation(title)
  await expect(live).toContainText('Being answered:')

  hearth.signalEngine('SIGSTOP') // so that it cannot have finished before it was looked at
  const before = await hearth.lastText()
  await hearth.button('New chat').click()
  await expect(page.getByRole('heading', { level: 1, name: 'New chat' })).toBeVisible()
  await expect(transcript).toHaveCount(0)
  await expect(composer).toBeFocused()
  await expect(live).toContainText('Being answered:')
  await expect(hearth.button('Stop'), 'nothing is answered in this chat').toHaveCount(0)
  await composer.press('Escape') // stops nothing here
  hearth.resumeEngine()

  await hearth.open(title)
  await expect(transcript).toHaveAttribute('aria-busy', 'true')
  await expect.poll(() => hearth.lastText()).not.toBe(before)
  const later = await hearth.lastText()
  expect(later.startsWith(before)).toBe(true)
  await composer.press('Escape')
  await hearth.waitUntilStopped()
  await expect(live).not.toContainText('Being answered:')
  expect((await hearth.lastText()).startsWith(later)).toBe(true)
  expect(await hearth.lastText()).toBe((await hearth.savedReply()).text)
})
