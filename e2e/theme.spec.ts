import { expect } from '@playwright/test'
import type { Hearth } from './support/hearth'
import { test } from './support/story'

const colours = { light: { bg: 'rgb(250, 248, 245)', window: '#FAF8F5' }, dark: { bg: 'rgb(25, 23, 20)', window: '#191714' } }
type Theme = keyof typeof colours

async function expectTheme({ app, page }: Hearth, theme: Theme): Promise<void> {
  const { bg, window } = colours[theme]
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
  await expect(page.locator('body')).toHaveCSS('background-color', bg)
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor())).toBe(window)
}

for (const [theme, args] of [
  ['light', []],
  ['dark', ['--force-dark-mode']]
] as const) {
  test(`in a ${theme} system the first frame is ${theme}`, async ({ launch }) => {
    const hearth = await launch({ args: [...args] })
    const page = await hearth.page.evaluate(async () => (await fetch('/index.html')).text())
    expect(page, 'the page says it before any script of it runs').toContain(`<html lang="en" dir="ltr" data-theme="${theme}">`)
    await expectTheme(hearth, theme)
  })
}

test('the window follows when the system changes', async ({ launch }) => {
  const hearth = await launch()
  await expect(hearth.composer).toBeVisible()
  for (const theme of ['dark', 'light', 'dark', 'light'] as const) {
    await hearth.app.evaluate(({ nativeTheme }, theme) => (nativeTheme.themeSource = theme), theme)
    await expectTheme(hearth, theme)
  }
})
