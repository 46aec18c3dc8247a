import { itemsOf, listOf } from './listItems'

/** Whose children are nothing without them: items, rows, cells. */
const HOLDERS = 'ol, ul, .items, table, thead, tbody, tr'

/** What a range holds. Items and rows stay in their list or table, and items keep their numbers. */
export function copyOf(range: Range): Node {
  let piece: Node = range.cloneContents()
  const { commonAncestorContainer: at } = range
  for (let around: Node | null = at; around instanceof Element && around.matches(HOLDERS); around = around.parentNode) {
    const holder = around.cloneNode()
    holder.appendChild(piece)
    piece = holder
    if (around.matches('ol, ul, table')) break
  }
  numberFrom(range.startContainer, at, piece)
  return piece
}

/** A list that is cut at its beginning goes on counting from there. */
function numberFrom(start: Node, at: Node, piece: Node): void {
  const items: Element[] = []
  const within = at instanceof Element && at.matches('.items') ? at.parentNode : at
  for (let node: Node | null = start; node && node !== at.parentNode; node = node.parentNode) {
    const list = node instanceof Element && node.tagName === 'LI' ? listOf(node) : null
    if (list?.tagName === 'OL' && within?.contains(list)) items.push(node as Element)
  }
  // A cut element is the first child of what it was in, so the lists lie along the first children of the copy.
  for (let node: Node | null = piece; node; node = node.firstChild) {
    if (!(node instanceof HTMLOListElement)) continue
    const item = items.pop()
    const list = item && listOf(item)
    if (list) node.start = Number(list.getAttribute('start') ?? 1) + itemsOf(list).indexOf(item)
  }
}
