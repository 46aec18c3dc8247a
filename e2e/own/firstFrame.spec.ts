import { expect } from '@playwright/test'
import { loadScript } from '../support/preset'
import { test } from '../support/story'
import { expectTheme } from '../support/theme'

for (const [theme, args] of [
  ['light', []],
  ['dark', ['--force-dark-mode']]
] as const) {
  test(`in a ${theme} system the first frame is ${theme}`, async ({ dataDir, launch }) => {
    loadScript(dataDir, ' A short answer.')
    const hearth = await launch({ args: [...args] })
    const page = await hearth.page.evaluate(async () => (await fetch('/index.html')).text())
    expect(page, 'the page says it before any script of it runs').toContain(
      `<html lang="en" dir="ltr" data-theme="${theme}" data-accent="ember" data-text-size="100"`
    )
    await expectTheme(hearth, theme)
  })
}
