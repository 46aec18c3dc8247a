import { nativeTheme, protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { language } from '../../shared/i18n/translate'

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default'
].join('; ')

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json'
}

/** Serves the built page under `app://bundle/`, and nothing else. Call when the application is ready; `root` is an absolute folder. */
export function servePage(root: string): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    if (url.host !== 'bundle' || request.method !== 'GET') return new Response(null, { status: 404 })
    const file = fileFor(root, url.pathname)
    if (file === null) return new Response(null, { status: 404 })
    const bytes = await readFile(file).catch(() => null) // a page that asks for what is not there gets a 404
    if (bytes === null) return new Response(null, { status: 404 })
    const body = file === join(root, 'index.html') ? stamp(bytes.toString('utf8')) : new Uint8Array(bytes)
    return new Response(body, { headers: headersFor(file) })
  })
}

function fileFor(root: string, pathname: string): string | null {
  try {
    const file = normalize(join(root, decodeURIComponent(pathname)))
    return file.startsWith(root + sep) ? file : null
  } catch {
    return null // not a percent-encoding
  }
}

/** The theme and language of the first frame, without a script of its own. */
function stamp(html: string): string {
  const theme = nativeTheme.shouldUseDarkColors ? 'dark' : 'light'
  const contrast = nativeTheme.shouldUseHighContrastColors ? ' data-contrast="more"' : ''
  return html.replace(/<html[^>]*>/, `<html lang="${language()}" dir="ltr" data-theme="${theme}"${contrast}>`)
}

function headersFor(file: string): Record<string, string> {
  return {
    'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer'
  }
}
