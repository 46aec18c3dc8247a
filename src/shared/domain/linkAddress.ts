/** Node and the page both have it; this layer has the types of neither. */
declare const URL: new (text: string) => {
  readonly protocol: string
  readonly host: string
  readonly href: string
  readonly username: string
  readonly password: string
}

/** Longer addresses are text. In characters. */
export const LONGEST_ADDRESS = 8_192

export interface LinkAddress {
  /** As it would be opened: in ASCII, so that nothing in it can look like something else. */
  readonly url: string
  /** With its port, in ASCII (“xn--…” for other scripts). Empty for mail. */
  readonly host: string
  /** A name or a password stands before the host, where it may be taken for one. */
  readonly hasUser: boolean
}

const OPENED = new Set(['http:', 'https:', 'mailto:'])

/** Where a link leads; null for everything that Hearth does not open, which is shown as text. */
export function linkAddress(href: string): LinkAddress | null {
  if (href.length > LONGEST_ADDRESS) return null
  try {
    const { protocol, host, href: url, username, password } = new URL(href)
    if (!OPENED.has(protocol) || url.length > LONGEST_ADDRESS) return null
    return { url, host, hasUser: username !== '' || password !== '' }
  } catch {
    return null // not an absolute address
  }
}
