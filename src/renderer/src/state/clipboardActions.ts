import { lastFencedCode } from '../../../shared/domain/fencedCode'
import { branchTo } from '../../../shared/domain/messageTree'
import { neverBegan } from '../../../shared/domain/waiting'
import type { AssistantMessage, Message } from '../../../shared/domain/message'
import { t } from '../../../shared/i18n/translate'
import { call } from '../bridge'
import { useConversationStore } from './conversationStore'
import { streamStore } from './streamStore'
import { say } from './viewStore'
import { showFailure } from './windowNotices'

/** The text of a message as it was written. True when it is on the clipboard. */
export async function copyMessage(message: Message): Promise<boolean> {
  return copyText(shownText(message), t('chat.notCopied'))
}

/** The code that was written last in the branch that is shown; null where there is none. */
export function lastCode(): string | null {
  for (const reply of shownReplies().reverse()) {
    const code = lastFencedCode(shownText(reply))
    if (code !== null) return code
  }
  return null
}

/** The source of a code block, as it was written. True when it is on the clipboard. */
export async function copyCode(source: string): Promise<boolean> {
  return copyText(source, t('code.notCopied'))
}

/** What the person has selected. */
export async function copySelection(text: string): Promise<void> {
  await copyText(text, t('chat.selectionNotCopied'))
}

/** `failure`: the words for what did not happen. True when it is on the clipboard. */
async function copyText(text: string, failure: string): Promise<boolean> {
  const result = await call('clipboard.write', { text })
  if (result.ok) say(t('announcer.copied'))
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
