import { app } from 'electron'

export const ORIGIN = 'app://bundle'

/** Set by `electron-vite dev` only; never believed in a packaged application. */
export const devServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL

/** Whether a page at this address is Hearth's own. */
export function isOurs(url: string): boolean {
  if (url.startsWith(ORIGIN + '/')) return true
  return devServer !== undefined && URL.canParse(url) && new URL(url).origin === new URL(devServer).origin
}

/** Whether the window may load from this address at all. In development that includes the dev server's web socket. */
export function mayLoad(url: string): boolean {
  if (/^(app:\/\/bundle\/|data:|blob:|devtools:)/.test(url)) return true
  return devServer !== undefined && URL.canParse(url) && new URL(url).host === new URL(devServer).host
}
