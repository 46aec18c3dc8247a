import type { AssistantMessage } from '../../../../shared/domain/message'
import { hasAnswer } from '../../../../shared/domain/thoughts'
import { joinedFacts } from '../../../../shared/i18n/joined'
import { t } from '../../../../shared/i18n/translate'

const MOMENT = 50 // ms
const WITH_TENTHS = 9_950 // ms: above it, whole seconds say enough
const MINUTE = 60

/** How much a model has thought so far, and for how long. */
export function thinkingWords(tokens: number, seconds: number): string {
  const much = tokens > 0 ? t('reply.thinkingTokens', { count: tokens }) : t('reply.thinking')
  return joinedFacts([much, seconds > 0 && t('reply.thinkingTime', { seconds })])
}

/** How long the model thought. */
export function thoughtWords(ms: number): string {
  if (ms < MOMENT) return t('reply.thought.moment')
  if (ms < WITH_TENTHS) return t('reply.thought.tenths', { seconds: ms / 1000 })
  const seconds = Math.round(ms / 1000)
  if (seconds < MINUTE) return t('reply.thought.seconds', { seconds })
  return t('reply.thought.minutes', { minutes: Math.floor(seconds / MINUTE), seconds: seconds % MINUTE })
}

/** Why a reply that came to its end has no answer, where there is none: it is all thought, or nothing at all. */
export function noAnswerWords(message: AssistantMessage): string | null {
  const { status, thought } = message
  if (status.kind !== 'complete' || hasAnswer(message)) return null
  return thought === null ? t(`reply.empty.${status.reason}`) : t(`reply.noAnswer.${status.reason}`)
}
