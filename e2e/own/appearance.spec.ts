import { expect } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDisplay } from '../../scripts/display.mjs'
import { cannotExercise } from '../../scripts/exercised.mjs'
import { choose } from '../support/menu'
import type { Hearth } from '../support/hearth'
import { saveChats } from '../support/preset'
import { test } from '../support/story'
import { expectTheme } from '../support/theme'

const fake = { HEARTH_ENGINE: 'fake' }
const firstFrame = ({ page }: Hearth): Promise<string> => page.evaluate(async () => (await fetch('/index.html')).text())

test('what is chosen applies at once, and the next start is so from its first frame', async ({ launch }) => {
  let hearth = await launch({ env: fake })
  await choose(hearth, 'Settings…')
  await hearth.page.getByRole('radio', { name: 'Dark' }).click()
  await expectTheme(hearth, 'dark')
  expect(await hearth.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource), 'what the system draws is dark too').toBe('dark')
  await hearth.page.getByRole('radio', { name: '125 %' }).click()
  await expect(hearth.page.locator('html')).toHaveCSS('font-size', '20px')
  await hearth.close()

  hearth = await launch({ env: fake })
  expect(await firstFrame(hearth)).toMatch(/<html [^>]*data-theme="dark" [^>]*data-text-size="125"/)
  await expectTheme(hearth, 'dark')
  await choose(hearth, 'Settings…')
  await expect(hearth.page.getByRole('radio', { name: '125 %' })).toBeChecked()
})

test('in high contrast the window is so before its first frame', async ({ dataDir, launch }) => {
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ version: 2, theme: 'dark', contrast: 'high' }))
  const hearth = await launch({ env: fake })
  expect(await firstFrame(hearth)).toMatch(/<html [^>]*data-theme="dark" data-contrast="more"/)
  const background = (): Promise<string | undefined> =>
    hearth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor())
  expect(await background()).toBe('#000000')
  await expect(hearth.page.locator('body')).toHaveCSS('background-color', 'rgb(0, 0, 0)')
})

test('a setting that cannot be read falls back alone', async ({ dataDir, launch }) => {
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ version: 2, theme: 'sepia', accent: 'moss', textSize: 150, motion: 7 }))
  const hearth = await launch({ env: fake })
  const html = hearth.page.locator('html')
  await expect(html).toHaveAttribute('data-accent', 'moss')
  await expect(html).toHaveAttribute('data-text-size', '150')
  await expect(html).toHaveAttribute('data-theme', 'light')
  await expect(html).not.toHaveAttribute('data-motion')
})

for (const [system, pattern] of [
  ['de_DE.UTF-8', /^\d\d:\d\d$/],
  ['en_US.UTF-8', /^\d{1,2}:\d\d\s[AP]M$/]
] as const) {
  test(`times are written as in the region of ${system}, words in our language`, async ({ dataDir, launch }) => {
    await saveChats(dataDir, [{ title: 'Just now', ago: 0, messages: ['Hi', 'Hello.'] }])
    const hearth = await launch({ env: { ...fake, LC_ALL: system } })
    await expect(hearth.conversation('Just now').locator('small')).toHaveText(pattern)
    await expect(hearth.page.getByText('Today', { exact: true })).toBeVisible()
  })
}

test('the first start on a small screen opens with all of the window on it', async ({ launch }) => {
  const reason = cannotExercise('virtualDisplay')
  test.skip(reason !== undefined, reason)
  const { env, stop } = await openDisplay({ ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' }, '1024x600')
  const hearth = await launch({ env: { ...fake, DISPLAY: env.DISPLAY ?? '' } })
  await expect(hearth.composer).toBeInViewport({ ratio: 1 })
  const bounds = await hearth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  const { x = -1, y = -1, width = 0, height = 0 } = bounds ?? {}
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
  // Without a window manager a window that fills the screen comes out a pixel smaller.
  expect(x + width).toBeLessThanOrEqual(1024)
  expect(y + height).toBeLessThanOrEqual(600)
  expect(width).toBeGreaterThan(1000)
  expect(height).toBeGreaterThan(580)
  await hearth.close()
  await stop()
})
