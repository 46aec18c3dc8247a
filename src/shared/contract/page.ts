/** Where Hearth's page is served from. Every address of its document begins with this and a slash. */
export const PAGE_ORIGIN = 'app://bundle'
/** The one document of that origin, without a fragment. */
export const PAGE = `${PAGE_ORIGIN}/index.html`
