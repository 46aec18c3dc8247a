import type { Page } from '@playwright/test'

interface Value {
  readonly value?: string | boolean | number
}
interface Node {
  readonly nodeId: string
  readonly parentId?: string
  readonly ignored: boolean
  readonly role?: Value
  readonly name?: Value
  readonly properties?: readonly { readonly name: string; readonly value: Value }[]
  readonly childIds?: readonly string[]
}

/** What is told of an element beside its role and name, when it is so. */
const STATES = ['busy', 'checked', 'disabled', 'expanded', 'level', 'live', 'modal', 'multiline', 'pressed', 'selected']
/** They have no say of their own: their children are told in their place. */
const PASSED = new Set(['none', 'generic', 'StaticText', 'InlineTextBox', 'LineBreak', 'ListMarker', 'RootWebArea'])

/** What Chromium tells screen readers of the page, one line for each element: role, name and states, indented as they lie in one another. */
export async function accessibilityTree(page: Page): Promise<string[]> {
  const nodes = await fullTree(page)
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const root = nodes.find(({ parentId }) => parentId === undefined)
  return root ? linesOf(root, byId, 0) : []
}

/** The numbers or dots of all items of lists, in their order. */
export const listMarkers = async (page: Page): Promise<string[]> =>
  (await fullTree(page)).filter(({ role }) => role?.value === 'ListMarker').map(({ name }) => String(name?.value).trim())

async function fullTree(page: Page): Promise<Node[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: Node[] }
  await session.detach()
  return nodes
}

function linesOf(node: Node, byId: ReadonlyMap<string, Node>, depth: number): string[] {
  const role = String(node.role?.value ?? 'none')
  const isPassed = node.ignored || PASSED.has(role)
  const children = (node.childIds ?? []).flatMap((id) => {
    const child = byId.get(id)
    return child ? linesOf(child, byId, isPassed ? depth : depth + 1) : []
  })
  if (isPassed) return children
  const name = String(node.name?.value ?? '')
  const states = (node.properties ?? [])
    .filter(({ name, value }) => STATES.includes(name) && value.value !== false && value.value !== 'false')
    .map(({ name, value }) => (value.value === true ? name : `${name}=${String(value.value)}`))
  const line = [
    `${'  '.repeat(depth)}${role}`,
    ...(name === '' ? [] : [`“${name}”`]),
    ...(states.length > 0 ? [`[${states.join(' ')}]`] : [])
  ]
  return [line.join(' '), ...children]
}

/** The part of the tree that a line with these words begins, its own indent taken away. */
export function partOf(tree: readonly string[], begins: string): string[] {
  const start = tree.findIndex((line) => line.trimStart().startsWith(begins))
  const indentOf = (line = ''): number => line.length - line.trimStart().length
  const indent = indentOf(tree[start])
  const after = tree.slice(start + 1).findIndex((line) => indentOf(line) <= indent)
  return tree.slice(start, after === -1 ? undefined : start + 1 + after).map((line) => line.slice(indent))
}
