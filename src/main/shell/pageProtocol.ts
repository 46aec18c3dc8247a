import { nativeTheme, protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { language } from '../../shared/i18n/translate'
import { pageFile, pageHeaders } from '../platform/pageFiles'

/** Serves the built page under `app://bundle/`, and nothing else. Call when the application is ready; `root` is an absolute folder. */
export function servePage(root: string): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    if (url.host !== 'bundle' || request.method !== 'GET') return new Response(null, { status: 404 })
    const file = pageFile(root, url.pathname)
    if (file === null) return new Response(null, { status: 404 })
    const bytes = await readFile(file).catch(() => null) // a page that asks for what is not there gets a 404
    if (bytes === null) return new Response(null, { status: 404 })
    const body = file === join(root, 'index.html') ? stamp(bytes.toString('utf8')) : new Uint8Array(bytes)
    return new Response(body, { headers: pageHeaders(file) })
  })
}

/** The theme and language of the first frame, without a script of its own. */
function stamp(html: string): string {
  const theme = nativeTheme.shouldUseDarkColors ? 'dark' : 'light'
  const contrast = nativeTheme.shouldUseHighContrastColors ? ' data-contrast="more"' : ''
  return html.replace(/<html[^>]*>/, `<html lang="${language()}" dir="ltr" data-theme="${theme}"${contrast}>`)
}
