import { expect } from '@playwright/test'
import { countAndHalt, goOnTo, script, stopHalted } from '../support/counting'
import { test } from '../support/sharedStory'

const title = 'Count.'

test('a reply goes on being written in its own chat while another one is open', async ({ hearth, useScript }) => {
  const { page, composer, transcript } = hearth
  await useScript(script)
  await countAndHalt(hearth)
  const live = hearth.conversation(title)
  await expect(live).toContainText('Being answered:')

  const before = await hearth.lastText()
  await hearth.button('New chat').click()
  await expect(page.getByRole('heading', { level: 1, name: 'New chat' })).toBeVisible()
  await expect(transcript).toHaveCount(0)
  await expect(composer).toBeFocused()
  await expect(live).toContainText('Being answered:')
  await expect(hearth.button('Stop'), 'nothing is answered in this chat').toHaveCount(0)
  await composer.press('Escape') // stops nothing here

  await hearth.open(title)
  await expect(transcript).toHaveAttribute('aria-busy', 'true')
  await goOnTo(hearth, 'w60x')
  const later = await hearth.lastText()
  expect(later.startsWith(before)).toBe(true)
  await stopHalted(hearth)
  await expect(live).not.toContainText('Being answered:')
  expect((await hearth.lastText()).startsWith(later)).toBe(true)
  expect(await hearth.lastText()).toBe((await hearth.savedReply()).text.trim())
})
