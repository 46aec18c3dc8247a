import { expect } from '@playwright/test'
import type { Hearth } from './hearth'

const colours = { light: { bg: 'rgb(250, 248, 245)', window: '#FAF8F5' }, dark: { bg: 'rgb(25, 23, 20)', window: '#191714' } }
type Theme = keyof typeof colours

/** The page and the window behind it have the colours of this theme. */
export async function expectTheme({ app, page }: Hearth, theme: Theme): Promise<void> {
  const { bg, window } = colours[theme]
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
  await expect(page.locator('body')).toHaveCSS('background-color', bg)
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor())).toBe(window)
}
