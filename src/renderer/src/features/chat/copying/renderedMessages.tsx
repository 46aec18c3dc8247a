import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { AssistantMessage, Message } from '../../../../../shared/domain/message'
import { ReplyText } from '../ReplyText'
import { plainAsRichText, richTextOf } from './richText'

/** What messages look like as markup for other programs, whether they are on the screen or not: a reply is rendered apart from the page. */
export function richTextOfMessages(messages: readonly Message[], textOf: (message: Message) => string): string[] {
  const replies = messages.filter((message) => message.role === 'assistant')
  const rendered = new Map(richTextOfReplies(replies).map((html, place) => [replies[place]?.id, html]))
  return messages.map((message) => rendered.get(message.id) ?? plainAsRichText(textOf(message)))
}

function richTextOfReplies(replies: readonly AssistantMessage[]): string[] {
  if (replies.length === 0) return []
  const host = document.createElement('div')
  const root = createRoot(host)
  flushSync(() =>
    root.render(
      replies.map(({ id, text }) => <ReplyText key={id} messageId={id} savedText={text} repeated={[]} hasCaret={false} isAtOnce />)
    )
  )
  const texts = [...host.children].map(richTextOfElement)
  root.unmount()
  return texts
}

/** Text without a block in it is shown as it is written. */
export function richTextOfElement(element: Element): string {
  const isPlain = element.querySelector('p, pre, ul, ol, table, blockquote, h1, h2, h3, h4, h5, h6') === null
  return isPlain ? plainAsRichText(element.textContent ?? '') : richTextOf(element)
}
