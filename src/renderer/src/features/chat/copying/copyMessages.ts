import type { Message } from '../../../../../shared/domain/message'
import { t } from '../../../../../shared/i18n/translate'
import { copy, textOfMessage } from '../../../state/clipboardActions'
import { richTextOfMessages } from './renderedMessages'

/** What one message gives to a copy of several. */
export interface CopiedPart {
  readonly role: Message['role']
  readonly text: string
  readonly html: string
}

/** So many messages are rendered in one go; between them the window can answer. */
const SLICE = 20

/** The newest copy: one that still renders when another is asked for is given up. */
let newest = 0

/** Copies all of them, each with its speaker: their Markdown, and the same as rich text. */
export async function copyMessages(messages: readonly Message[]): Promise<void> {
  const own = ++newest
  const parts: CopiedPart[] = []
  const written = messages.filter((message) => textOfMessage(message) !== '')
  for (let at = 0; at < written.length; at += SLICE) {
    if (at > 0) await new Promise((resolve) => setTimeout(resolve))
    if (own !== newest) return
    const slice = written.slice(at, at + SLICE)
    const htmls = richTextOfMessages(slice, textOfMessage)
    parts.push(...slice.map((message, place) => ({ role: message.role, text: textOfMessage(message), html: htmls[place] ?? '' })))
  }
  await copyParts(parts)
}

export async function copyParts(parts: readonly CopiedPart[]): Promise<void> {
  newest += 1
  await copy(withSpeakers(parts), { said: t('announcer.copiedMessages', { count: parts.length }) })
}

function withSpeakers(parts: readonly CopiedPart[]): { text: string; html: string } {
  const speaker = ({ role }: CopiedPart): string => t('chat.speaker', { name: t(role === 'user' ? 'chat.you' : 'chat.assistant') })
  return {
    text: parts.map((part) => `${speaker(part)}\n\n${part.text}`).join('\n\n'),
    html: parts.map((part) => `<p><strong>${speaker(part)}</strong></p>${part.html}`).join('')
  }
}
