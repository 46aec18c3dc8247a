const BLOCK_NAMES =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|' +
  'footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|' +
  'search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul'
const ATTRIBUTE = String.raw`\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>${'`'}]+))?`

/** The kinds of HTML blocks of CommonMark, each with what ends it; null: an empty line. */
const KINDS: readonly { begin: RegExp; end: RegExp | null }[] = [
  { begin: /^<(?:script|pre|textarea|style)(?:\s|>|$)/i, end: /<\/(?:script|pre|textarea|style)>/i },
  { begin: /^<!--/, end: /-->/ },
  { begin: /^<\?/, end: /\?>/ },
  { begin: /^<![A-Za-z]/, end: />/ },
  { begin: /^<!\[CDATA\[/, end: /\]\]>/ },
  { begin: new RegExp(`^</?(?:${BLOCK_NAMES})(?:\\s|/?>|$)`, 'i'), end: null }
]
/** A line that is one tag; it does not end a paragraph. */
const LONE_TAG = new RegExp(String.raw`^(?:<[A-Za-z][A-Za-z0-9-]*(?:${ATTRIBUTE})*\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>)\s*$`)

/** The end of the HTML block that a line begins; undefined where it begins none. */
export function markupEnd(line: string, isInParagraph: boolean): RegExp | null | undefined {
  if (!line.startsWith('<')) return undefined
  const kind = KINDS.find(({ begin }) => begin.test(line))
  if (kind) return kind.end
  return !isInParagraph && LONE_TAG.test(line) ? null : undefined
}
