import type { Message, ReplyPart } from '../../../shared/domain/message'
import type { ConversationId } from '../../../shared/domain/ids'
import type { KnownSummary } from '../context/fit'
import type { ConversationRepository } from '../conversations/conversationRepository'
import { StorageFailure } from '../errors/storageFailure'

/**
 * The summary that stands for most of a branch, of all that replies of the conversation have read: also one of another branch, as everything before
 * its first message is the same. That none could be made counts on the branch where that was found, and for the model that made none. Null where there is
 * none, or where it cannot be read: then it is made anew.
 */
export async function lastSummary(
  conversationId: ConversationId,
  branch: readonly Message[],
  messages: readonly Message[],
  modelName: string,
  repository: Pick<ConversationRepository, 'readText'>
): Promise<KnownSummary | null> {
  const places = new Map(branch.map(({ id }, place) => [id, place]))
  const placeOf = ({ startId }: Summary): number => places.get(startId) ?? -1
  const found = messages
    .flatMap((message) => (message.role === 'assistant' ? message.parts.map((part) => ({ part, isAbove: places.has(message.id) })) : []))
    .filter(({ part, isAbove }) => part.summary?.textId !== null || (isAbove && part.modelName === modelName))
    .flatMap(({ part: { summary } }) => (summary && placeOf(summary) > 0 ? [summary] : []))
    // One that could not be made says less than one that was; of others the newest counts.
    .reduce<Summary | null>((best, each) => (best && (placeOf(best) > placeOf(each) || isLess(each, best)) ? best : each), null)
  if (!found) return null
  const { startId, textId } = found
  if (textId === null) return { startId, text: null }
  const text = await textOf(conversationId, textId, repository)
  return text === null ? null : { startId, text }
}

type Summary = NonNullable<ReplyPart['summary']>

const isLess = (each: Summary, than: Summary): boolean => each.startId === than.startId && each.textId === null && than.textId !== null

/** A text that lies on a damaged page costs no reply. */
async function textOf(
  conversationId: ConversationId,
  textId: string,
  repository: Pick<ConversationRepository, 'readText'>
): Promise<string | null> {
  try {
    return await repository.readText(conversationId, textId)
  } catch (thrown) {
    if (thrown instanceof StorageFailure && thrown.code === 'unreadable') return null
    throw thrown
  }
}
