import type { ReactElement } from 'react'
import { afterFirstTurn } from '../../../../shared/domain/afterFirstTurn'
import type { MessageId } from '../../../../shared/domain/ids'
import type { AssistantMessage, Message } from '../../../../shared/domain/message'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore } from '../../state/appStore'

/** What was read for a reply that did not read everything. */
interface Read {
  /** The first message that was, or the first one after the gap. */
  readonly startId: MessageId
  /** Where messages that were not read begin behind the first turn; null where they begin with the chat. */
  readonly gapId: MessageId | null
  readonly modelName: string | undefined
}

/** The newest reply of the branch that has begun tells what was read for it. Null: everything. */
export function readOf(branch: readonly Message[]): Read | null {
  const reply = branch.findLast((message): message is AssistantMessage => message.role === 'assistant' && message.parts.length > 0)
  if (!reply || reply.contextStartId === null || reply.contextStartId === branch[0]?.id) return null
  const part = reply.parts.at(-1)
  const gapId = part?.isFirstKept ? (afterFirstTurn(branch)?.id ?? null) : null
  return { startId: reply.contextStartId, gapId, modelName: part?.modelName }
}

/** What a line above a message says: that nothing before it was read, or that what was not read begins or ends there. */
type Place = 'above' | 'gapBegins' | 'gapEnds'

export function boundaryAt({ startId, gapId }: Read, id: MessageId): Place | null {
  if (id === gapId) return 'gapBegins'
  if (id !== startId) return null
  return gapId === null ? 'above' : 'gapEnds'
}

/** The line in the transcript between what is read and what is not. */
export function ContextBoundary({ place, modelName }: { place: Place | null; modelName: string | undefined }): ReactElement | null {
  const limit = useAppStore(({ model }) => (model.kind === 'ready' && model.model.name === modelName ? model.contextSize : null))
  return place === null ? null : <p className="boundary">{wordsOf(place, limit)}</p>
}

function wordsOf(place: Place, limit: number | null): string {
  if (place === 'gapEnds') return t('chat.gapEnds')
  if (place === 'gapBegins') return limit === null ? t('chat.gapBegins') : t('chat.gapBeginsWithLimit', { limit })
  return limit === null ? t('chat.boundary') : t('chat.boundaryWithLimit', { limit })
}
