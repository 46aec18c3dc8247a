import type { Hearth } from './hearth'

/**
 * What an expression gives in the window's page, as text, asked of the window itself: Playwright waits for navigations that were refused, and
 * its page ends with the page's process. Empty while there is no page that could say it; to be asked again.
 */
export const inWindow = ({ app }: Hearth, expression: string): Promise<string> =>
  app.evaluate(async ({ BrowserWindow }, expression) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (!contents || contents.isCrashed() || contents.isLoadingMainFrame()) return ''
    const gone = new Promise<string>((resolve) => {
      contents.once('render-process-gone', () => resolve(''))
      contents.once('did-start-navigation', () => resolve(''))
    })
    return String(await Promise.race([contents.executeJavaScript(expression), gone]))
  }, expression)

/** An expression: the accessible name of the composer, `Message`, where the page is Hearth's. */
export const LABEL_OF_COMPOSER = "document.querySelector('textarea')?.ariaLabel ?? ''"
