import type { ReactElement } from 'react'
import type { MessageId } from '../../../../shared/domain/ids'
import type { AssistantMessage, Message } from '../../../../shared/domain/message'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore } from '../../state/appStore'

/** The newest reply of the branch that has begun tells what was read for it. Null: everything. */
export function readingReply(branch: readonly Message[]): (AssistantMessage & { contextStartId: MessageId }) | null {
  const reply = branch.findLast((message): message is AssistantMessage => message.role === 'assistant' && message.parts.length > 0)
  return reply && reply.contextStartId !== null && reply.contextStartId !== branch[0]?.id
    ? { ...reply, contextStartId: reply.contextStartId }
    : null
}

/** The line in the transcript above which nothing is read any more. */
export function ContextBoundary({ modelName }: { modelName: string | null }): ReactElement {
  const limit = useAppStore(({ model }) => (model.kind === 'ready' && model.model.name === modelName ? model.contextSize : null))
  return <p className="boundary">{limit === null ? t('chat.boundary') : t('chat.boundaryWithLimit', { limit })}</p>
}
