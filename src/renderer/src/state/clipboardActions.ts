import { branchTo } from '../../../shared/domain/messageTree'
import { neverBegan } from '../../../shared/domain/waiting'
import type { AssistantMessage } from '../../../shared/domain/message'
import { t } from '../../../shared/i18n/translate'
import { call } from '../bridge'
import { useConversationStore } from './conversationStore'
import { streamStore } from './streamStore'
import { say } from './viewStore'
import { showFailure } from './windowNotices'

/** True when it is on the clipboard. */
export async function copyReply(message: AssistantMessage): Promise<boolean> {
  const result = await call('clipboard.write', { text: streamStore.read(message.id) ?? message.text })
  if (result.ok) say(t('announcer.copied'))
  else showFailure(t('chat.notCopied'), result.error)
  return result.ok
}

/** The source of a code block, as it was written. True when it is on the clipboard. */
export async function copyCode(source: string): Promise<boolean> {
  const result = await call('clipboard.write', { text: source })
  if (result.ok) say(t('announcer.copied'))
  else showFailure(t('code.notCopied'), result.error)
  return result.ok
}

/** The newest reply of the branch that is shown; one that only waits for its turn is none yet. */
export function lastReply(): AssistantMessage | undefined {
  const { open } = useConversationStore.getState()
  const branch = open ? branchTo([...open.messages.values()], open.shownLeafId) : []
  return branch.filter((message) => message.role === 'assistant').findLast((reply) => !neverBegan(reply))
}
