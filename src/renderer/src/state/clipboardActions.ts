import type { CallInput } from '../../../shared/contract/calls'
import { lastFencedCode } from '../../../shared/domain/fencedCode'
import { branchTo } from '../../../shared/domain/messageTree'
import { neverBegan } from '../../../shared/domain/waiting'
import type { AssistantMessage, Message } from '../../../shared/domain/message'
import { t } from '../../../shared/i18n/translate'
import { call } from '../bridge'
import { useConversationStore } from './conversationStore'
import { richTextOfMessage } from './richTextSource'
import { streamStore } from './streamStore'
import { say } from './viewStore'
import { showFailure } from './windowNotices'

/** What a message holds at this moment, as it was written. */
export const textOfMessage = (message: Message): string => streamStore.read(message.id) ?? message.text

/** Its Markdown, and the same as rich text. True when it is on the clipboard. */
export function copyMessage(message: Message): Promise<boolean> {
  return copy({ text: textOfMessage(message), html: richTextOfMessage(message) })
}

/** The code that was written last in the branch that is shown; null where there is none. */
export function lastCode(): string | null {
  for (const reply of shownReplies().reverse()) {
    const code = lastFencedCode(textOfMessage(reply))
    if (code !== null) return code
  }
  return null
}

/** The source of a code block, as it was written. True when it is on the clipboard. */
export function copyCode(source: string): Promise<boolean> {
  return copy({ text: source }, { failure: t('code.notCopied') })
}

/** What the person has selected. */
export async function copySelection(content: CallInput<'clipboard.write'>): Promise<void> {
  await copy(content, { failure: t('chat.selectionNotCopied') })
}

interface CopyWords {
  /** Once it is on the clipboard. */
  said?: string
  /** For what did not happen. */
  failure?: string
}

/** True when it is on the clipboard. */
export async function copy(content: CallInput<'clipboard.write'>, words: CopyWords = {}): Promise<boolean> {
  const { said = t('announcer.copied'), failure = t('chat.notCopied') } = words
  const result = await call('clipboard.write', content)
  if (result.ok) say(said)
  else showFailure(failure, result.error)
  return result.ok
}

/** The newest reply of the branch that is shown; one that only waits for its turn is none yet. */
export function lastReply(): AssistantMessage | undefined {
  return shownReplies().at(-1)
}

function shownReplies(): AssistantMessage[] {
  const { open } = useConversationStore.getState()
  const branch = open ? branchTo([...open.messages.values()], open.shownLeafId) : []
  return branch.filter((message) => message.role === 'assistant').filter((reply) => !neverBegan(reply))
}

/** As far as it is written. */
export const shownText = (message: Message): string => streamStore.read(message.id) ?? message.text
