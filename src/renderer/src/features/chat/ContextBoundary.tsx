import type { ReactElement } from 'react'
import { afterFirstTurn } from '../../../../shared/domain/afterFirstTurn'
import type { ConversationId, MessageId } from '../../../../shared/domain/ids'
import type { TextId } from '../../../../shared/domain/keptText'
import type { AssistantMessage, Message } from '../../../../shared/domain/message'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore } from '../../state/appStore'
import { useContextStore } from '../../state/contextStore'
import { KeptText } from './KeptText'
import { RaiseContext } from './RaiseContext'

/** What was read for a reply that did not read everything. */
interface Read {
  /** The first message that was, or the first one after the gap. */
  readonly startId: MessageId
  /** Where messages that were not read begin behind the first turn; null where they begin with the chat. */
  readonly gapId: MessageId | null
  /** What was read in place of the messages before `startId`; null: nothing. */
  readonly summary: { readonly conversationId: ConversationId; readonly textId: TextId } | null
  readonly modelName: string | undefined
}

/** The newest reply of the branch that has begun tells what was read for it. Null: everything. */
export function readOf(branch: readonly Message[]): Read | null {
  const reply = branch.findLast((message): message is AssistantMessage => message.role === 'assistant' && message.parts.length > 0)
  if (!reply || reply.contextStartId === null || reply.contextStartId === branch[0]?.id) return null
  const part = reply.parts.at(-1)
  const gapId = part?.isFirstKept ? (afterFirstTurn(branch)?.id ?? null) : null
  const { conversationId, contextStartId: startId } = reply
  const textId = part?.summary?.startId === startId ? part.summary.textId : null
  const summary = textId === null ? null : { conversationId, textId }
  return { startId, gapId, summary, modelName: part?.modelName }
}

/** What a line above a message says: that nothing before it was read, or that what was not read begins or ends there. */
type Place = 'above' | 'gapBegins' | 'gapEnds'

function boundaryAt({ startId, gapId }: Read, id: MessageId): Place | null {
  if (id === gapId) return 'gapBegins'
  if (id !== startId) return null
  return gapId === null ? 'above' : 'gapEnds'
}

/** The line in the transcript between what is read and what is not. */
export function ContextBoundary({ reading, id }: { reading: Read | null; id: MessageId }): ReactElement | null {
  const place = reading && boundaryAt(reading, id)
  const modelName = reading?.modelName
  const limit = useAppStore(({ model }) => (model.kind === 'ready' && model.model.name === modelName ? model.contextSize : null))
  const isReadAgain = useContextStore(({ ledger }) => ledger?.firstUnreadId === null)
  const summary = reading?.summary
  if (place === null || (isReadAgain && place === 'gapEnds')) return null
  const canRaise = place !== 'gapEnds' && limit !== null && !isReadAgain
  return (
    <>
      <p className="boundary">{boundaryWords(place, { isSummarized: summary !== null, isReadAgain, limit })}</p>
      {summary && <KeptText key={summary.textId} name={t('chat.summary')} {...summary} />}
      {canRaise && <RaiseContext className="button ghost small boundary-button" />}
    </>
  )
}

interface Said {
  readonly isSummarized: boolean
  /** The next reply has room for everything, as after the context was raised. */
  readonly isReadAgain: boolean
  readonly limit: number | null
}

function boundaryWords(place: Place, { isSummarized, isReadAgain, limit }: Said): string {
  if (isReadAgain) return t('chat.boundaryBefore')
  return isSummarized ? t('chat.boundarySummarized') : wordsOf(place, limit)
}

function wordsOf(place: Place, limit: number | null): string {
  if (place === 'gapEnds') return t('chat.gapEnds')
  if (place === 'gapBegins') return limit === null ? t('chat.gapBegins') : t('chat.gapBeginsWithLimit', { limit })
  return limit === null ? t('chat.boundary') : t('chat.boundaryWithLimit', { limit })
}
