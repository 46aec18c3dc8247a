import { isLooseItem, isTightParagraph, listOf } from './listItems'
import { formulaSource, imageText, isNoText } from './richText'

const BLOCK = /^(P|H[1-6]|UL|OL|LI|PRE|BLOCKQUOTE|TABLE|TR|DIV|HR|SECTION|FIGURE)$/
const LOOSE = /^(P|H[1-6]|PRE|BLOCKQUOTE|TABLE)$/

/** The items of a tight list stand on lines of their own, no more apart. */
const isParagraph = (element: Element): boolean => (LOOSE.test(element.tagName) && !isTightParagraph(element)) || isLooseItem(element)

/**
 * The text of a piece of a rendered message: blocks on lines of their own, paragraphs apart, cells by tabs, formulas as their source, items of
 * lists with their numbers or dashes, footnotes with their labels.
 */
export const plainTextOf = (root: Node): string => textOf([root])

function textOf(nodes: Iterable<Node>): string {
  let text = ''
  const numbers = new Map<Element, number>()
  const breakLine = (isApart: boolean): void => {
    if (text === '') return
    const wanted = isApart ? '\n\n' : '\n'
    while (!text.endsWith(wanted)) text += '\n'
  }
  const walk = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) text += node.nodeValue ?? ''
    if (!(node instanceof Element)) return node.childNodes.forEach(walk)
    const replacement = isNoText(node) ? '' : replacementOf(node)
    if (replacement !== null) {
      text += replacement
      return
    }
    if ((node.tagName === 'TD' || node.tagName === 'TH') && node.previousElementSibling) text += '\t'
    const [isBlock, isApart] = [BLOCK.test(node.tagName), isParagraph(node)]
    if (isBlock) breakLine(isApart)
    if (node.matches('li, .footnote')) text += hanging(signOf(node, numbers), textOf(node.childNodes))
    else node.childNodes.forEach(walk)
    if (isBlock) breakLine(isApart)
  }
  for (const node of nodes) walk(node)
  return text.replace(/\n+$/, '')
}

/** What stands for an element; null for one that gives its content. */
function replacementOf(element: Element): string | null {
  if (element.tagName === 'BR') return '\n'
  if (element.matches('.katex')) return formulaSource(element)
  if (element.matches('.image-chip')) return imageText(element)
  if (element.matches('.footnote-mark')) return `[${element.textContent ?? ''}]`
  if (element.matches('.footnote-label')) return ''
  return null
}

/** `numbers`: of the newest item of each list; the list goes on counting. */
function signOf(element: Element, numbers: Map<Element, number>): string {
  if (element.matches('.footnote')) return `[${element.querySelector('.footnote-label')?.textContent ?? ''}] `
  const box = element.querySelector<HTMLInputElement>(':scope > input[type="checkbox"], :scope > p:first-child > input[type="checkbox"]')
  const boxed = box === null ? '' : box.checked ? '☑ ' : '☐ '
  const list = listOf(element)
  if (list?.tagName !== 'OL') return boxed || '- '
  const number = (numbers.get(list) ?? Number(list.getAttribute('start') ?? 1) - 1) + 1
  numbers.set(list, number)
  return `${number}. ${boxed}`
}

/** Every line after the first one stands under the text, not under the sign. */
const hanging = (sign: string, content: string): string => sign + content.replace(/\n(?=[^\n])/g, `\n${' '.repeat(sign.length)}`)
