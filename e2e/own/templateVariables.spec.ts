import { expect, type Locator } from '@playwright/test'
import { chatMlWithTone } from '../../src/engine/scriptedModel/chatTemplates'
import { expectAccessible } from '../support/accessibility'
import type { Hearth } from '../support/hearth'
import { loadScript } from '../support/preset'
import { test } from '../support/story'

const inspector = ({ page }: Hearth): Locator => page.getByRole('complementary', { name: 'Inspector' })
const group = (hearth: Hearth): Locator => inspector(hearth).getByRole('region', { name: 'Template variables' })
const tone = (hearth: Hearth): Locator => group(hearth).getByRole('textbox', { name: 'tone' })

/** The exact prompt of the next reply. The inspector is open before and afterwards. */
async function prompt(hearth: Hearth): Promise<string> {
  await inspector(hearth).getByRole('tab', { name: 'Context' }).click()
  await hearth.button('Show the exact prompt').click()
  const text = await hearth.page.getByRole('region', { name: 'Prompt' }).innerText()
  await hearth.page.keyboard.press('Escape')
  await inspector(hearth).getByRole('tab', { name: 'Generation' }).click()
  return text
}

test('what the model’s template reads can be given to it: the prompt has it, the reply says so, and a restart keeps it until it is reset', async ({
  dataDir,
  launch
}) => {
  loadScript(dataDir, ' As you wish.', { chatTemplate: chatMlWithTone })
  let hearth = await launch()
  await hearth.waitUntilReady()
  await hearth.button('Inspector').click()
  await expect(tone(hearth)).toHaveAttribute('placeholder', 'plain')
  await expect(group(hearth)).toContainText('Left empty, the template takes plain.')
  expect(await prompt(hearth)).toContain('Tone: plain')

  await tone(hearth).fill('calm and kind')
  await tone(hearth).press('Enter')
  await expect(group(hearth).getByRole('button', { name: 'Reset “tone” to plain' })).toBeVisible()
  await expectAccessible(hearth.page, 'the variables of a template')
  expect(await prompt(hearth)).toContain('Tone: calm and kind')
  await hearth.ask('Write to Ada.')
  const { parts, stats } = await hearth.savedReply()
  expect(parts.at(-1)?.settings?.templateVariables).toEqual({ tone: 'calm and kind' })
  expect(stats?.promptReused).toBe(0)
  await hearth.replies.getByRole('button', { name: /^Written by/ }).click()
  await expect(hearth.replies).toContainText('tone: calm and kind')

  // What the template refuses is told at the field, and the one before stays.
  await tone(hearth).fill('refused')
  await tone(hearth).press('Enter')
  await expect(inspector(hearth).getByRole('alert')).toHaveText(
    'The template cannot be used with this. What was there before still counts.'
  )
  expect(await prompt(hearth)).toContain('Tone: calm and kind')
  await hearth.close()

  hearth = await launch()
  await hearth.waitUntilReady()
  await hearth.button('Inspector').click()
  await expect(tone(hearth)).toHaveValue('calm and kind')
  await hearth.button('New chat').first().click()
  expect(await prompt(hearth), 'of another chat').toContain('Tone: calm and kind')
  await group(hearth).getByRole('button', { name: 'Reset “tone” to plain' }).press('Enter')
  await expect(tone(hearth)).toHaveValue('')
  await expect(tone(hearth), 'the button is gone; what it stood beside has the focus').toBeFocused()
  expect(await prompt(hearth)).toContain('Tone: plain')
})
