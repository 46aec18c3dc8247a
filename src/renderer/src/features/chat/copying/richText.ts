import { isTightParagraph } from './listItems'

/** Elements that say something to other programs; every other one gives its content alone. */
const KEPT = new Set(
  'P,H1,H2,H3,H4,H5,H6,UL,OL,LI,PRE,CODE,BLOCKQUOTE,TABLE,THEAD,TBODY,TR,TH,TD,STRONG,EM,DEL,S,A,BR,HR,SUP,SUB'.split(',')
)
const KEPT_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = { A: ['href'], OL: ['start'] }
const LINK = /^(https?|mailto):/i

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** What is no text of the message: buttons, marks for the eye alone, names for the ear alone, and sentences of ours. */
export const isNoText = (element: Element): boolean =>
  element.matches(
    'button, svg, style, script, [aria-hidden="true"], .visually-hidden, .thought, .code-head, .code-note, .plain-reason, .formula-note, .link-host'
  )

/** What an image shows, or else where it is. */
export const imageText = (chip: Element): string =>
  (chip.querySelector('.image-alt') ?? chip.querySelector('.image-host'))?.textContent ?? ''

/**
 * The markup of rendered text for other programs: bare elements, no classes, nothing but the attributes that mean something. A formula is
 * its source, a task its box.
 */
export function richTextOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return escaped(node.nodeValue ?? '')
  const content = (): string => [...node.childNodes].map(richTextOf).join('')
  if (!(node instanceof Element)) return content()
  if (isNoText(node) && !node.matches('.katex *')) return ''
  if (node.matches('.katex')) return `<code>${escaped(formulaSource(node))}</code>`
  if (node.matches('.image-chip')) return escaped(imageText(node))
  if (node.matches('.footnote-mark, .footnote-label')) return `<sup>${escaped(node.textContent ?? '')}</sup>`
  if (node instanceof HTMLInputElement) return node.checked ? '☑ ' : '☐ '
  if (!KEPT.has(node.tagName) || isTightParagraph(node)) return content()
  const tag = node.tagName.toLowerCase()
  return tag === 'br' || tag === 'hr' ? `<${tag}>` : `<${tag}${attributesOf(node)}>${content()}</${tag}>`
}

/** As it was written, without the signs around it. */
export const formulaSource = (formula: Element): string =>
  formula.querySelector('annotation[encoding="application/x-tex"]')?.textContent ?? formula.textContent ?? ''

function attributesOf(element: Element): string {
  const align = /\baligned-(left|center|right)\b/.exec(element.className)?.[1]
  const names = KEPT_ATTRIBUTES[element.tagName] ?? []
  const pairs = names.map((name) => [name, element.getAttribute(name)] as const)
  const attributes = pairs
    .filter(([name, value]) => value !== null && (name !== 'href' || LINK.test(value)))
    .map(([name, value]) => ` ${name}="${escaped(value ?? '')}"`)
    .join('')
  return align === undefined ? attributes : `${attributes} align="${align}"`
}

/** The markup of text that is shown as it is written, with its line breaks and spaces. */
export const plainAsRichText = (text: string): string => `<div style="white-space: pre-wrap">${escaped(text)}</div>`
