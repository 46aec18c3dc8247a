import type { AssistantMessage } from '../../../../shared/domain/message'
import { isOnlyThought } from '../../../../shared/domain/thoughts'
import { t } from '../../../../shared/i18n/translate'

const MOMENT = 50 // ms
const WITH_TENTHS = 9_950 // ms: above it, whole seconds say enough
const MINUTE = 60

export const thinkingWords = (tokens: number): string => (tokens > 0 ? t('reply.thinkingTokens', { count: tokens }) : t('reply.thinking'))

/** How long the model thought. */
export function thoughtWords(ms: number): string {
  if (ms < MOMENT) return t('reply.thought.moment')
  if (ms < WITH_TENTHS) return t('reply.thought.tenths', { seconds: ms / 1000 })
  const seconds = Math.round(ms / 1000)
  if (seconds < MINUTE) return t('reply.thought.seconds', { seconds })
  return t('reply.thought.minutes', { minutes: Math.floor(seconds / MINUTE), seconds: seconds % MINUTE })
}

/** Why a reply that came to its end has no answer, where it is all thought; null where it is not. */
export function noAnswerWords(message: AssistantMessage): string | null {
  const { status } = message
  return status.kind === 'complete' && isOnlyThought(message) ? t(`reply.noAnswer.${status.reason}`) : null
}
