const SAFE = new Set(['http:', 'https:', 'mailto:'])

/** The address of a link that may be shown as one, as it will be opened; null for every other scheme and for what is no address. */
export function safeAddress(href: string): string | null {
  const url = URL.parse(href)
  return url && SAFE.has(url.protocol) ? url.href : null
}
