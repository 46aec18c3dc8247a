import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, type Hearth } from '../support/hearth'

const folder = join(root, 'screenshots')

export const themes = ['light', 'dark'] as const
type Theme = (typeof themes)[number]

export const fake = { HEARTH_ENGINE: 'fake' }

/** The window in this theme and size (CSS pixels, as they are without zoom). */
export async function pose({ app, page }: Hearth, theme: Theme, width = 1180, height = 800): Promise<void> {
  await app.evaluate(({ BrowserWindow, nativeTheme }, look) => {
    nativeTheme.themeSource = look.theme
    BrowserWindow.getAllWindows()[0]?.setContentSize(look.width, look.height)
  }, { theme, width, height }) // prettier-ignore
  await page.waitForFunction(
    (look) => document.documentElement.dataset.theme === look.theme && Math.abs(window.outerWidth - look.width) < 2,
    { theme, width }
  )
}

/** Takes the pointer off the window: the screen's own may rest on something. */
export const withoutPointer = ({ page }: Hearth): Promise<void> => page.mouse.move(0, 0)

/** One state in both themes. */
export async function shoot(hearth: Hearth, name: string, width?: number, height?: number): Promise<void> {
  for (const theme of themes) {
    await pose(hearth, theme, width, height)
    await picture(hearth, join(folder, `${name}-${theme}.png`))
  }
}

export async function picture({ page }: Hearth, path: string): Promise<void> {
  mkdirSync(join(path, '..'), { recursive: true })
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
}

/** What the window itself draws: Playwright would cut a page that is zoomed. */
export async function capture({ app, page }: Hearth, name: string): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)).then(() => undefined))
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    await contents?.capturePage() // the frame that was there before the last change
    const image = await contents?.capturePage()
    return image?.toPNG().toString('base64') ?? ''
  })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.png`), Buffer.from(png, 'base64'))
}
