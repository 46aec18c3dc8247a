import { renderToStaticMarkup } from 'react-dom/server'
import { MarkdownText } from '../MarkdownText'

/** Without effects: of a large text what its first frame shows, and of a long table the rows that are measured. */
const markupOf = (text: string): string => renderToStaticMarkup(<MarkdownText text={text} isDone />)

/** The elements of a text that is rendered at once, as a tree of names, texts and the attributes that matter. */
export const pictureOf = (text: string): string => treeOf(markupOf(text))

/** The names of all elements that a text becomes. */
export function elementNames(text: string): string[] {
  const page = new DOMParser().parseFromString(`<body>${markupOf(text)}</body>`, 'text/html')
  const isOurs = (element: Element): boolean => element.closest('.code-head') !== null
  return [...page.body.querySelectorAll('*')].flatMap((element) => (isOurs(element) ? [] : [element.localName]))
}

/** The same form of the HTML of another renderer. */
export function treeOf(html: string): string {
  const page = new DOMParser().parseFromString(`<body>${html}</body>`, 'text/html')
  return childrenOf(page.body)
    .replace(/<br><\/br>\n/g, '<br></br>')
    .replace(/ *\n+/g, '\n')
    .trim()
}

const KEPT = ['href', 'src', 'alt', 'start', 'checked']

const childrenOf = (element: Element): string => [...element.childNodes].map(nodeTree).join('')

function nodeTree(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? ''
  // React asks for images early, in an element of its own.
  if (!(node instanceof Element) || node.localName === 'link') return ''
  return elementTree(node)
}

function elementTree(element: Element): string {
  if (element.classList.contains('code-head')) return ''
  const name = nameOf(element)
  if (name === '') return childrenOf(element)
  if (name === 'li') return `\n<li>${itemTree(element)}</li>\n`
  const attributes = KEPT.filter((each) => element.hasAttribute(each)).map((each) => ` ${each}=${element.getAttribute(each) ?? ''}`)
  const isBlock = /^(p|h\d|ul|ol|blockquote|pre|table|thead|tbody|tr|td|th|hr)$/.test(name)
  const inner = childrenOf(element).replace(/\n<\/code>$/, '</code>')
  const around = isBlock ? '\n' : ''
  const content = isBlock && name !== 'pre' ? inner.trim() : inner
  return `${around}<${name}${attributes.join('')}>${content}</${name}>${around}`
}

/** What is ours alone has no name: its content stands for itself. */
function nameOf(element: Element): string {
  const name = element.localName
  if (element.classList.contains('image-chip')) return 'img'
  if (name === 'span' || name === 'div' || name === 'section') return ''
  const level = element.getAttribute('data-level')
  return level === null ? name : `h${level}`
}

/** Whether a list is loose tells whether its items hold paragraphs. */
function itemTree(item: Element): string {
  const list = item.parentElement?.closest('ol, ul')
  const isLoose = list?.classList.contains('loose') ?? false
  const isOurs = isLoose || list?.classList.contains('tight')
  if (!isOurs || isLoose) return childrenOf(item).trim()
  return [...item.childNodes]
    .map((node) => (node instanceof Element && node.localName === 'p' ? `\n${childrenOf(node)}\n` : nodeTree(node)))
    .join('')
    .trim()
}
