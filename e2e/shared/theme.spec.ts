import { expect } from '@playwright/test'
import { test } from '../support/sharedStory'
import { expectTheme } from '../support/theme'

test('the window follows when the system changes', async ({ hearth }) => {
  await expect(hearth.composer).toBeVisible()
  for (const theme of ['dark', 'light', 'dark', 'light'] as const) {
    await hearth.app.evaluate(({ nativeTheme }, theme) => (nativeTheme.themeSource = theme), theme)
    await expectTheme(hearth, theme)
  }
})
