import { expect } from '@playwright/test'
import type { WindowPreferences } from '../../src/shared/domain/windowPreferences'
import { choose } from '../support/menu'
import { saveChats } from '../support/preset'
import type { Hearth } from '../support/hearth'
import { test } from '../support/story'
import { sampleChats } from './sampleChats'
import { fake, shoot, withoutPointer } from './studio'

const set = (hearth: Hearth, changes: Partial<WindowPreferences>): Promise<null> => hearth.call('preferences.set', changes)

const section = (hearth: Hearth, name: string): Promise<void> => hearth.page.getByRole('tab', { name }).click()

async function openSettings(hearth: Hearth): Promise<void> {
  await choose(hearth, 'Settings…')
  await expect(hearth.page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
}

test('the settings', async ({ dataDir, launch }) => {
  await saveChats(dataDir, sampleChats)
  const hearth = await launch({ env: fake })
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  await openSettings(hearth)
  await shoot(hearth, 'settings-appearance')
  await shoot(hearth, 'settings-appearance-narrow', 480, 780)
  await section(hearth, 'Reading')
  await withoutPointer(hearth)
  await shoot(hearth, 'settings-reading')
  await set(hearth, { textSize: 200 })
  await shoot(hearth, 'settings-reading-200')
  await shoot(hearth, 'settings-reading-200-narrow', 480, 780)
  await section(hearth, 'Appearance')
  await withoutPointer(hearth)
  await shoot(hearth, 'settings-appearance-200')
  await set(hearth, { textSize: 100, contrast: 'high', accent: 'lagoon', density: 'compact' })
  await shoot(hearth, 'settings-high-contrast')
  await hearth.page.emulateMedia({ forcedColors: 'active' })
  await shoot(hearth, 'settings-forced-colours')
  await hearth.page.emulateMedia({ forcedColors: null })
})

test('the inspector', async ({ dataDir, launch }) => {
  await saveChats(dataDir, sampleChats)
  const hearth = await launch({ env: { ...fake, HEARTH_TEST_SAMPLING: '' } })
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  await hearth.open(sampleChats[1]?.title ?? '')
  await hearth.composer.fill('And what about the night train, which leaves at ten past eleven?')
  await hearth.button('Inspector').click()
  const field = (name: string) => hearth.page.getByRole('spinbutton', { name })
  await field('Temperature').fill('0.9')
  await field('Temperature').press('Enter')
  await field('Top P').fill('much')
  await field('Top P').press('Enter')
  await hearth.page.getByRole('tabpanel').evaluate((panel) => panel.scrollTo(0, 0))
  await shoot(hearth, 'inspector')
  await shoot(hearth, 'inspector-900', 900, 700)
  await shoot(hearth, 'inspector-480', 480, 700)
  await set(hearth, { textSize: 200 })
  await shoot(hearth, 'inspector-200')
  await set(hearth, { textSize: 100 })
  await hearth.page.getByRole('radio', { name: 'Grammar (GBNF)' }).click()
  const grammar = hearth.page.getByRole('textbox', { name: 'Grammar' })
  await grammar.fill('root ::= "yes" |\n  maybe')
  await grammar.blur()
  await hearth.page.getByRole('tabpanel').evaluate((panel) => panel.scrollTo(0, panel.scrollHeight))
  await shoot(hearth, 'inspector-structure')
  await hearth.page.getByRole('radio', { name: 'Any text' }).click()
  await hearth.page.getByRole('tab', { name: 'Context' }).click()
  await expect(hearth.page.getByRole('tabpanel').locator('dl')).toBeVisible()
  await shoot(hearth, 'context')
  await hearth.button('Show the exact prompt').click()
  await expect(hearth.page.getByRole('region', { name: 'Prompt' })).toBeVisible()
  await shoot(hearth, 'exact-prompt')
  await hearth.page.keyboard.press('Escape')
  await openSettings(hearth)
  await hearth.page.getByRole('dialog').getByRole('tab', { name: 'Generation' }).click()
  await withoutPointer(hearth)
  await shoot(hearth, 'settings-generation')
  await shoot(hearth, 'settings-generation-900', 900, 700)
  await set(hearth, { textSize: 200 })
  await shoot(hearth, 'settings-generation-200')
})

test('looks', async ({ dataDir, launch }) => {
  await saveChats(dataDir, sampleChats)
  const hearth = await launch({ env: fake })
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  await hearth.conversations.first().getByRole('button').first().click()
  await expect(hearth.replies.first()).toBeVisible()
  for (const accent of ['amber', 'moss', 'lagoon', 'iris', 'rose', 'slate'] as const) {
    await set(hearth, { accent })
    await shoot(hearth, `accent-${accent}`)
  }
  await set(hearth, { accent: 'ember', contrast: 'high' })
  await shoot(hearth, 'high-contrast')
  await hearth.page.emulateMedia({ forcedColors: 'active' })
  await shoot(hearth, 'forced-colours')
  await hearth.page.emulateMedia({ forcedColors: null })
  await set(hearth, { contrast: 'system', density: 'compact', readingWidth: 'wide' })
  await shoot(hearth, 'compact-wide', 1600, 900)
  await set(hearth, { density: 'comfortable', readingWidth: 'medium', textSize: 85 })
  await shoot(hearth, 'text-85')
  await set(hearth, { textSize: 200 })
  await shoot(hearth, 'text-200')
  await shoot(hearth, 'text-200-narrow', 480, 780)
})
