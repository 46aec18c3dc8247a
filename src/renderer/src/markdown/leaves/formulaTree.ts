/** A node of KaTeX's own tree, from which it makes elements. */
export interface FormulaNode {
  children?: (FormulaNode | null)[]
  attributes?: Record<string, string>
  toNode: () => Node
}

/**
 * KaTeX sets the styles of its elements as properties, which the Content Security Policy allows, except for a few (arrows over letters, tall
 * brackets, frames), where it sets the attribute `style`, which is refused. Those become properties as well.
 */
export function takeStyleAttributes(node: FormulaNode): void {
  for (const child of node.children ?? []) if (child) takeStyleAttributes(child)
  const { style, ...others } = node.attributes ?? {}
  if (style === undefined) return
  node.attributes = others
  const make = node.toNode.bind(node)
  node.toNode = () => {
    const made = make()
    if (!(made instanceof SVGElement)) return made // MathML, which only screen readers see
    for (const [, name = '', value = ''] of style.matchAll(/([\w-]+)\s*:\s*([^;]+)/g)) made.style.setProperty(name, value.trim())
    return made
  }
}
