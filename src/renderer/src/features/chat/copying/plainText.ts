import { formulaSource, isNoText } from './richText'

const BLOCK = /^(P|H[1-6]|UL|OL|LI|PRE|BLOCKQUOTE|TABLE|TR|DIV|HR|SECTION|FIGURE)$/
const LOOSE = /^(P|H[1-6]|PRE|BLOCKQUOTE|TABLE)$/

/** The items of a tight list stand on lines of their own, no more apart. */
const isParagraph = (element: Element): boolean => LOOSE.test(element.tagName) && !element.matches('.tight > li > p')

/** The text of a piece of a rendered message: blocks on lines of their own, paragraphs apart, cells by tabs, formulas as their source. */
export function plainTextOf(root: Node): string {
  let text = ''
  const breakLine = (isApart: boolean): void => {
    if (text === '') return
    const wanted = isApart ? '\n\n' : '\n'
    while (!text.endsWith(wanted)) text += '\n'
  }
  const walk = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) text += node.nodeValue ?? ''
    if (!(node instanceof Element)) return node.childNodes.forEach(walk)
    if (isNoText(node)) return
    if (node.matches('.katex')) {
      text += formulaSource(node)
      return
    }
    if (node.tagName === 'BR') text += '\n'
    if ((node.tagName === 'TD' || node.tagName === 'TH') && node.previousElementSibling) text += '\t'
    const isBlock = BLOCK.test(node.tagName)
    if (isBlock) breakLine(isParagraph(node))
    node.childNodes.forEach(walk)
    if (isBlock) breakLine(isParagraph(node))
  }
  walk(root)
  return text.replace(/\n+$/, '')
}
