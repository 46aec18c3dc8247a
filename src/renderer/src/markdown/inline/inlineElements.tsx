import type { Token, Tokens } from 'marked'
import type { ReactNode } from 'react'
import { GrowingText } from '../GrowingText'
import { Formula } from '../leaves/Formula'
import { ImageChip } from '../leaves/ImageChip'
import { MessageLink } from '../leaves/MessageLink'
import { decodeEntities } from './entities'
import { FootnoteMark } from './FootnoteMark'
import type { MessageReferences } from './referencesContext'
import { safeAddress } from './safeAddress'

const DEEPEST = 32

/** The elements of inline tokens. What is no Markdown of this closed list is text. */
export function inlineElements(tokens: readonly Token[], references: MessageReferences, depth = 0): ReactNode[] {
  const elements: ReactNode[] = []
  let text = ''
  const addText = (): void => {
    if (text !== '') elements.push(<GrowingText key={elements.length} text={text} />)
    text = ''
  }
  for (const token of tokens) {
    const plain = plainText(token, references)
    if (plain !== null || depth > DEEPEST) text += plain ?? token.raw
    else {
      addText()
      elements.push(elementOf(token, references, depth, elements.length))
    }
  }
  addText()
  return elements
}

/** What a token is as text; null where it is an element. */
function plainText(token: Token, { footnotes, isAwaiting }: MessageReferences): string | null {
  switch (token.type) {
    case 'text':
      return decodeEntities(token.raw)
    case 'escape':
      return (token as Tokens.Escape).text
    case 'footnote':
      return isAwaiting || footnotes.has(String(token['text'])) ? null : token.raw
    case 'strong':
    case 'em':
    case 'del':
    case 'codespan':
    case 'br':
    case 'link':
    case 'awaitedLink':
    case 'image':
    case 'formula':
      return null
    default:
      return token.raw
  }
}

function elementOf(token: Token, references: MessageReferences, depth: number, key: number): ReactNode {
  const inner = (): ReactNode[] =>
    inlineElements(token.type !== 'br' && 'tokens' in token ? (token.tokens ?? []) : [], references, depth + 1)
  switch (token.type) {
    case 'strong':
      return <strong key={key}>{inner()}</strong>
    case 'em':
      return <em key={key}>{inner()}</em>
    case 'del':
      return <del key={key}>{inner()}</del>
    case 'awaitedLink':
      return <span key={key}>{inner()}</span>
    case 'br':
      return <br key={key} />
    case 'codespan':
      return <InlineCode key={key} token={token as Tokens.Codespan} />
    case 'link':
      return linkElement(token as Tokens.Link, inner(), key)
    case 'image':
      return <ImageChip key={key} alt={altText(token as Tokens.Image)} src={decodeEntities((token as Tokens.Image).href)} />
    case 'footnote':
      return <FootnoteMark key={key} label={String(token['text'])} footnotes={references.footnotes} />
    default:
      return <Formula key={key} source={String((token as Tokens.Generic)['text'])} isBlock={false} />
  }
}

const InlineCode = ({ token: { text } }: { token: Tokens.Codespan }): ReactNode => (
  <code dir="ltr">
    <GrowingText text={text} />
  </code>
)

function linkElement(token: Tokens.Link, children: ReactNode[], key: number): ReactNode {
  const isAutolink = 'autolink' in token && token['autolink'] === true
  const href = safeAddress(isAutolink ? token.href : decodeEntities(token.href))
  const inner = isAutolink ? <GrowingText text={token.text} /> : children
  return href === null ? (
    <span key={key}>{inner}</span>
  ) : (
    <MessageLink key={key} href={href}>
      {inner}
    </MessageLink>
  )
}

const altText = ({ tokens, text }: Tokens.Image): string => (tokens ? tokens.map(flat).join('') : decodeEntities(text))

function flat(token: Token): string {
  if ('tokens' in token && token.tokens && token.tokens.length > 0) return token.tokens.map(flat).join('')
  if (token.type === 'br') return '\n'
  return 'text' in token && token.type !== 'text' ? String(token.text) : decodeEntities(token.raw)
}
