import type { ThemeRegistrationRaw } from 'shiki/core'

/** What a part of code may be, and the scopes of TextMate grammars that say so. Each has its class in code.css. */
const SCOPES = {
  comment: ['comment', 'punctuation.definition.comment', 'meta.diff.header', 'meta.diff.range'],
  keyword: [
    ...['keyword', 'storage', 'variable.language', 'entity.name.tag', 'markup.heading', 'entity.name.section', 'markup.bold'],
    ...['keyword.operator.new', 'keyword.operator.expression', 'keyword.operator.logical.python', 'keyword.operator.word']
  ],
  string: ['string', 'punctuation.definition.string', 'markup.inline.raw', 'markup.fenced_code', 'constant.other.symbol'],
  number: ['constant', 'support.constant', 'keyword.other.unit', 'variable.other.enummember'],
  function: [
    ...['entity.name.function', 'support.function', 'meta.function-call.generic', 'variable.function', 'entity.name.command'],
    ...['support.type.property-name', 'entity.other.attribute-name', 'entity.name.tag.yaml', 'markup.underline.link']
  ],
  type: [
    ...['entity.name.type', 'entity.name.class', 'entity.name.namespace', 'entity.other.inherited-class', 'support.class'],
    ...['support.type', 'storage.type.primitive', 'storage.type.built-in', 'entity.name.struct', 'entity.name.enum']
  ],
  operator: ['keyword.operator', 'storage.type.function.arrow', 'keyword.operator.assignment'],
  inserted: ['markup.inserted', 'punctuation.definition.inserted'],
  deleted: ['markup.deleted', 'punctuation.definition.deleted']
} as const

const kinds = Object.keys(SCOPES) as (keyof typeof SCOPES)[]
const PLAIN = '#000000'
/** Not a colour to be seen: the number of a kind, in the only form that a theme can carry. */
const markOf = (kind: number): string => `#00000${kind + 1}`

export const codeTheme: ThemeRegistrationRaw = {
  name: 'hearth',
  settings: [
    { settings: { foreground: PLAIN, background: '#ffffff' } },
    ...kinds.map((kind, place) => ({ scope: [...SCOPES[kind]], settings: { foreground: markOf(place) } }))
  ]
}

const classes = new Map(kinds.map((kind, place) => [markOf(place), `token-${kind}`]))

/** The class for a mark of the theme; empty for plain text. */
export const classOf = (mark: string | undefined): string => classes.get(mark?.toLowerCase() ?? PLAIN) ?? ''
