import { lexInline, noReferences } from './inlineLexer'

const SIGNS = /[*_~`[\]<$\\!]/
/** Signs that open nothing: between spaces, inside words, in prices, and brackets that are closed again. */
const HARMLESS = /(?<=^|\s)[*_~]+(?=\s|$)|(?<=[\p{L}\p{N}])_+(?=[\p{L}\p{N}])|\$\d[\d.,]*(?=\s+[A-Za-z]{2}|[).,;:]*$)|\[[^[\]]*\]|!/gu
const OPENING = /[*_~`[<$]|\\[([]/

/** Whether no sign in a text may be the beginning of something that is closed behind it. */
export function isWhole(text: string): boolean {
  if (!SIGNS.test(text)) return true
  return lexInline(text, noReferences).every((token) => {
    if (token.type === 'element') return 'isClosed' in token && token['isClosed'] === true
    return token.type !== 'text' || !OPENING.test(token.raw.replace(HARMLESS, ''))
  })
}
