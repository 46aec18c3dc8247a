import { extname, join, normalize, sep } from 'node:path'

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
  "trusted-types 'none'" // no policy can be made, `default` included, and no library that Hearth uses makes one
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

/** The file in `root`, an absolute folder, that the path of an address names; null when it would not lie inside. It may not be there. */
export function pageFile(root: string, pathname: string): string | null {
  try {
    const file = normalize(join(root, decodeURIComponent(pathname)))
    return file.startsWith(root + sep) && !file.endsWith(sep) ? file : null
  } catch {
    return null // not a percent-encoding
  }
}

export function pageHeaders(file: string): Record<string, string> {
  return {
    'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer'
  }
}
