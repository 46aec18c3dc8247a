import type { Hearth } from './hearth'

/** What the window shows, asked of the window itself: Playwright waits for navigations that were refused. */
export const shown = ({ app }: Hearth): Promise<string> =>
  app.evaluate(async ({ BrowserWindow }) => {
    const script = `document.querySelector('textarea')?.ariaLabel ?? ''`
    const answer = BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script)
    return String(await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 2000, ''))]))
  })
