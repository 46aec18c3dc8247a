import { findNodeAtLocation, getNodeValue, parseTree, type Node, type ParseError } from 'jsonc-parser'

/** What is wrong with a JSON schema. */
export type SchemaFault =
  | { readonly kind: 'notJson' }
  /** Where a schema has to stand, no object does. */
  | { readonly kind: 'noObject' }
  /** Nothing says what the value is. */
  | { readonly kind: 'noType' }
  | { readonly kind: 'unknownType'; readonly found: string }
  /** What a reply could not be held to. */
  | { readonly kind: 'keyword' | 'twice'; readonly keyword: string }
  | { readonly kind: 'tooDeep' }
  | { readonly kind: 'badValue'; readonly keyword: string }
  | { readonly kind: 'unknownReference'; readonly found: string }

class SchemaError extends Error {
  constructor(
    readonly fault: SchemaFault,
    readonly at: number
  ) {
    super(fault.kind)
  }
}

const fail = (fault: SchemaFault, { offset }: Pick<Node, 'offset'>): never => {
  throw new SchemaError(fault, offset)
}

/** They say nothing about the value. */
const ANNOTATIONS = [
  'title',
  'description',
  '$schema',
  '$id',
  '$comment',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  '$defs'
]
const SIMPLE_TYPES = ['string', 'number', 'integer', 'boolean', 'null']
const FORMATS = ['date-time', 'time', 'date']
const REFERENCE = '#/$defs/'

/** Of each type the keywords that a reply is held to. */
const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  object: ['properties', 'required', 'additionalProperties', 'minProperties', 'maxProperties'],
  array: ['items', 'prefixItems', 'minItems', 'maxItems'],
  string: ['minLength', 'maxLength', 'format'],
  number: [],
  integer: [],
  boolean: [],
  null: []
}
/** As often a grammar can repeat something. */
const MOST = 2000
const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST

/**
 * The first fault of a JSON schema, where it stands; null where every word of it can be kept. The library leaves out what it does not know, and
 * makes `null` of a type that it does not know: a reply would then not be what the schema says.
 */
export function schemaFault(text: string): (SchemaFault & { at: number }) | null {
  const deep = depthFault(text)
  if (deep) return deep
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false })
  const [error] = errors
  if (error || !root) return { kind: 'notJson', at: error?.offset ?? 0 }
  try {
    checkSchema(root, new Set(keysOf(findNodeAtLocation(root, ['$defs']))))
    return null
  } catch (thrown) {
    if (thrown instanceof SchemaError) return { ...thrown.fault, at: thrown.at }
    throw thrown
  }
}

/** Lists and objects in one another: reading them takes the stack. */
const DEEPEST = 100

function depthFault(text: string): { kind: 'tooDeep'; at: number } | null {
  let depth = 0
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[{]|[\]}]/gs)) {
    if (token === '[' || token === '{') depth++
    else if (token === ']' || token === '}') depth--
    if (depth > DEEPEST) return { kind: 'tooDeep', at: index }
  }
  return null
}

interface Member {
  readonly key: string
  readonly keyNode: Node
  readonly value: Node
}

function membersOf(node: Node | undefined): Member[] {
  if (node?.type !== 'object') return []
  return (node.children ?? []).flatMap(({ children: [keyNode, value] = [] }) =>
    keyNode && value ? [{ key: String(getNodeValue(keyNode)), keyNode, value }] : []
  )
}
const keysOf = (node: Node | undefined): string[] => membersOf(node).map(({ key }) => key)

function checkSchema(node: Node, definitions: ReadonlySet<string>): void {
  if (node.type !== 'object') fail({ kind: 'noObject' }, node)
  const members = membersOf(node)
  const again = members.find(({ key }, place) => members.findIndex((member) => member.key === key) < place)
  if (again) fail({ kind: 'twice', keyword: again.key }, again.keyNode)
  const valueOf = (key: string): Node | undefined => members.find((member) => member.key === key)?.value
  const allowOnly = (...keys: readonly string[]): void => {
    const other = members.find(({ key }) => !keys.includes(key) && !ANNOTATIONS.includes(key))
    if (other) fail({ kind: 'keyword', keyword: other.key }, other.keyNode)
  }
  for (const { value } of membersOf(valueOf('$defs'))) checkSchema(value, definitions)
  const [reference, oneOf, anyOf, constant, choices, type] = ['$ref', 'oneOf', 'anyOf', 'const', 'enum', 'type'].map(valueOf)
  if (reference) {
    allowOnly('$ref')
    const found = String(getNodeValue(reference))
    if (!found.startsWith(REFERENCE) || !definitions.has(found.slice(REFERENCE.length)))
      fail({ kind: 'unknownReference', found }, reference)
  } else if (oneOf ?? anyOf) {
    const keyword = oneOf ? 'oneOf' : 'anyOf'
    allowOnly(keyword)
    for (const each of listOf(oneOf ?? anyOf, keyword)) checkSchema(each, definitions)
  } else if (constant ?? choices) {
    const keyword = constant ? 'const' : 'enum'
    allowOnly(keyword, 'type')
    for (const each of constant ? [constant] : listOf(choices, keyword)) checkScalar(each, keyword, type)
  } else if (type) {
    checkType(type, members, definitions, allowOnly)
  } else fail({ kind: 'noType' }, node)
}

/** Not empty. */
function listOf(node: Node | undefined, keyword: string): readonly Node[] {
  const children = node?.type === 'array' ? (node.children ?? []) : []
  return children.length === 0 ? fail({ kind: 'badValue', keyword }, node ?? { offset: 0 }) : children
}

/** No list and no object; where a type stands beside it, of that. */
function checkScalar(node: Node, keyword: string, type: Node | undefined): void {
  const types = type === undefined ? null : ([getNodeValue(type)].flat() as unknown[])
  const value: unknown = getNodeValue(node)
  const own = value === null ? 'null' : typeof value
  const fits = types === null || types.includes(own) || (types.includes('integer') && Number.isInteger(value))
  if (node.type === 'object' || node.type === 'array' || !fits) fail({ kind: 'badValue', keyword }, node)
}

function checkType(type: Node, members: readonly Member[], definitions: ReadonlySet<string>, allowOnly: (...keys: string[]) => void): void {
  if (type.type === 'array') {
    for (const each of listOf(type, 'type')) checkIsOf(SIMPLE_TYPES, each)
    return allowOnly('type')
  }
  checkIsOf(Object.keys(KEYWORDS), type)
  allowOnly('type', ...(KEYWORDS[String(getNodeValue(type))] ?? []))
  for (const { key, value } of members) checkKeyword(key, value, members, definitions)
  for (const [least, most] of BOUNDS) checkBounds(members, least, most)
  checkRoom(members, 'maxProperties', 'properties')
  checkRoom(members, 'maxItems', 'prefixItems')
}

const BOUNDS = [
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties']
] as const

/** The library makes room where there is none, and the answer is then not of the schema. */
function checkBounds(members: readonly Member[], least: string, most: string): void {
  const [low, high] = [least, most].map((key) => members.find((member) => member.key === key)?.value)
  if (low && high && getNodeValue(low) > getNodeValue(high)) fail({ kind: 'badValue', keyword: most }, high)
}

function checkRoom(members: readonly Member[], most: string, list: string): void {
  const [high, needed] = [most, list].map((key) => members.find((member) => member.key === key)?.value)
  if (high && getNodeValue(high) < (needed?.children?.length ?? 0)) fail({ kind: 'badValue', keyword: most }, high)
}

function checkIsOf(types: readonly string[], node: Node): void {
  const found: unknown = getNodeValue(node)
  if (typeof found !== 'string' || !types.includes(found)) fail({ kind: 'unknownType', found: JSON.stringify(found) }, node)
}

function checkKeyword(keyword: string, node: Node, members: readonly Member[], definitions: ReadonlySet<string>): void {
  const value: unknown = getNodeValue(node)
  const expect = (isGood: boolean): void => void (isGood || fail({ kind: 'badValue', keyword }, node))
  switch (keyword) {
    case 'properties':
      expect(node.type === 'object')
      return membersOf(node).forEach((member) => checkSchema(member.value, definitions))
    case 'required': {
      // Every property is written in any case; what is no property cannot be.
      const known = keysOf(members.find(({ key }) => key === 'properties')?.value)
      expect(node.type === 'array')
      return (node.children ?? []).forEach((each) => {
        if (!known.includes(String(getNodeValue(each)))) fail({ kind: 'badValue', keyword }, each)
      })
    }
    case 'additionalProperties':
      return typeof value === 'boolean' ? undefined : checkSchema(node, definitions)
    case 'items':
      return checkSchema(node, definitions)
    case 'prefixItems':
      return listOf(node, keyword).forEach((each) => checkSchema(each, definitions))
    case 'format':
      return expect(FORMATS.includes(value as string))
    case 'minProperties':
    case 'maxProperties':
    case 'minItems':
    case 'maxItems':
    case 'minLength':
    case 'maxLength':
      return expect(isCount(value))
    default:
      return
  }
}
