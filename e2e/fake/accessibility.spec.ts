import { expect } from '@playwright/test'
import { expectAccessible } from '../support/accessibility'
import { expectSeenInForcedColours } from '../support/forcedColours'
import { prepareScreens, walkScreens } from '../support/screens'
import { resize } from '../support/screens/steps'
import { expectTabOrder } from '../support/tabOrder'
import { expectLargeTargets } from '../support/targets'
import { test } from '../support/sharedStory'

const looks = [
  { theme: 'dark', contrast: 'system' },
  { theme: 'dark', contrast: 'high' },
  { theme: 'light', contrast: 'high' },
  { theme: 'light', contrast: 'system' }
] as const

test('every screen can be seen, read out, pressed and reached by Tab', async ({ hearth }) => {
  test.setTimeout(120_000)
  const { page } = hearth
  await prepareScreens(hearth)
  await hearth.call('preferences.set', { motion: 'reduced' }) // colours change at once
  await walkScreens(hearth, 'wide', async ({ name }) => {
    await expectAccessible(page, name)
    for (const look of looks) {
      await hearth.call('preferences.set', look)
      await expect(page.locator('html')).toHaveAttribute('data-theme', look.theme)
      if (look.theme === 'dark') await expectAccessible(page, `${name}, ${look.theme}, ${look.contrast}`, ['color-contrast'])
    }
    await expectSeenInForcedColours(page, name)
    await expectLargeTargets(page, name)
    if ((await page.getByRole('menu').count()) === 0) await expectTabOrder(page, name)
  })
})

test('every screen of a narrow window can be read out, pressed and reached by Tab', async ({ hearth }) => {
  test.setTimeout(120_000)
  const { page } = hearth
  await prepareScreens(hearth)
  await hearth.call('preferences.set', { motion: 'reduced' }) // what appears is there at once
  await resize(hearth, 480, 760)
  await walkScreens(hearth, 'narrow', async ({ name, only }) => {
    if (only === 'narrow') await expectAccessible(page, name)
    await expectLargeTargets(page, name)
    if ((await page.getByRole('menu').count()) === 0) await expectTabOrder(page, name)
  })
})
