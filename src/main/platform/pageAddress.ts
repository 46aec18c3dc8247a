import { PAGE, PAGE_ORIGIN } from '../../shared/contract/page'

/** What addresses are Hearth's own. `devServer` is the address of Vite's server in development. */
export interface PageAddress {
  /** Whether this is the address of the page, with or without a fragment. Every other address of the origin is a resource. */
  isPage: (url: string) => boolean
  /** Whether a document at this address is of our origin: the page may have given itself another path. */
  isOurs: (url: string) => boolean
  /** Whether the window may load from this address at all. In development that includes the dev server's web socket. */
  mayLoad: (url: string) => boolean
}

export function pageAddress(devServer: string | undefined): PageAddress {
  const ofDevServer = (url: string, part: 'origin' | 'host'): boolean =>
    devServer !== undefined && URL.canParse(url) && new URL(url)[part] === new URL(devServer)[part]
  const ofOrigin = (url: string): boolean => url.startsWith(`${PAGE_ORIGIN}/`)
  return {
    isPage: (url) => url.replace(/#.*$/s, '') === PAGE || ofDevServer(url, 'origin'),
    isOurs: (url) => ofOrigin(url) || ofDevServer(url, 'origin'),
    mayLoad: (url) => ofOrigin(url) || /^(data:|blob:|devtools:)/.test(url) || ofDevServer(url, 'host')
  }
}
