import type { AssistantMessage, Message } from '../../../shared/domain/message'
import type { KnownSummary } from '../context/fit'
import type { ConversationRepository } from '../conversations/conversationRepository'

/** The summary that a reply of this branch read last; null where none did, or where it cannot be found: then it is made anew. */
export async function lastSummary(
  branch: readonly Message[],
  repository: Pick<ConversationRepository, 'readText'>
): Promise<KnownSummary | null> {
  const reply = branch.findLast((message): message is AssistantMessage => message.role === 'assistant' && summaryOf(message) !== undefined)
  const summary = reply && summaryOf(reply)
  if (!reply || !summary) return null
  const text = await repository.readText(reply.conversationId, summary.textId)
  return text === null ? null : { startId: summary.startId, text }
}

const summaryOf = ({ parts }: AssistantMessage): AssistantMessage['parts'][number]['summary'] => parts.at(-1)?.summary
