import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PageLook } from '../../shared/domain/pageLook'
import { language, languageDirection } from '../../shared/i18n/language'
import { pageFile, pageHeaders } from '../platform/pageFiles'

/** Serves the built page under `app://bundle/`, and nothing else. Call when the application is ready; `root` is an absolute folder. */
export function servePage(root: string, look: () => PageLook): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    if (url.host !== 'bundle' || request.method !== 'GET') return new Response(null, { status: 404 })
    const file = pageFile(root, url.pathname)
    if (file === null) return new Response(null, { status: 404 })
    const bytes = await readFile(file).catch(() => null) // a page that asks for what is not there gets a 404
    if (bytes === null) return new Response(null, { status: 404 })
    const body = file === join(root, 'index.html') ? stamp(bytes.toString('utf8'), look()) : new Uint8Array(bytes)
    return new Response(body, { headers: pageHeaders(file) })
  })
}

/** The look and language of the first frame, without a script of its own. */
function stamp(html: string, look: PageLook): string {
  const attributes = Object.entries(look).flatMap(([name, value]) => (value === null ? [] : [`${name}="${value}"`]))
  return html.replace(/<html[^>]*>/, `<html lang="${language()}" dir="${languageDirection()}" ${attributes.join(' ')}>`)
}
