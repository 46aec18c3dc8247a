import type { TemplateValue } from '../../shared/domain/templateVariables'

/** A node of a parsed Jinja template: the library says little more of its type. */
export type Node = Readonly<Record<string, unknown>> & { readonly type: string }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

export const nodeOf = (value: unknown): Node | null => (isObject(value) && typeof value.type === 'string' ? (value as Node) : null)

export const nodesOf = (value: unknown): Node[] => (Array.isArray(value) ? value.flatMap((each) => nodeOf(each) ?? []) : [])

/** Names that are none of a value: of a member, a filter, a test, an argument; and what joins two values. */
const isLabel = (node: Node, key: string): boolean =>
  key === 'operator' ||
  (key === 'property' && node.computed !== true) ||
  (key === 'test' && node.type === 'TestExpression') ||
  (key === 'key' && node.type === 'KeywordArgumentExpression')

/** Every node with a value that stands in this one; an object's keys and values are nodes too. */
export function childrenOf(node: Node): Node[] {
  return Object.entries(node).flatMap(([key, value]) => {
    if (isLabel(node, key)) return []
    if (key === 'filter') return nodesOf(nodeOf(value)?.args)
    if (value instanceof Map) return [...value].flatMap(nodesOf)
    const single = nodeOf(value)
    return single ? [single] : nodesOf(value)
  })
}

/** The name that a node is; null where it is something else. */
export function nameOf(value: unknown): string | null {
  const node = nodeOf(value)
  return node?.type === 'Identifier' && typeof node.value === 'string' ? node.value : null
}

const LITERALS = new Set(['StringLiteral', 'IntegerLiteral', 'FloatLiteral'])

/** The value that an expression is whatever the template is given; undefined where that is not so, and for none. */
export function literalOf(value: unknown): TemplateValue | undefined {
  const node = nodeOf(value)
  if (!node) return undefined
  if (LITERALS.has(node.type)) return node.value as string | number
  const name = nameOf(node)
  if (name !== null) return /^[Tt]rue$/.test(name) ? true : /^[Ff]alse$/.test(name) ? false : undefined
  if (node.type !== 'ArrayLiteral') return undefined
  const items = nodesOf(node.value).map(literalOf)
  return items.includes(undefined) ? undefined : items
}
