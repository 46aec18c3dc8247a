import type { GenerationPhase } from '../../../../shared/domain/generation'
import type { AssistantMessage, MessageStatus } from '../../../../shared/domain/message'
import type { ModelStatus } from '../../../../shared/domain/model'
import { assertNever } from '../../../../shared/assertNever'
import { furtherFacts, joinedFacts } from '../../../../shared/i18n/joined'
import { titleWords } from '../../../../shared/i18n/titleWords'
import { t } from '../../../../shared/i18n/translate'

/**
 * What is going on, as one line under the growing reply. `tokens`: written so far. `isBehindOwn`: what it waits for is in the same
 * conversation.
 */
export function phaseWords(phase: GenerationPhase, tokens: number, model: ModelStatus, isBehindOwn = false): string {
  switch (phase.kind) {
    case 'queued':
      return isBehindOwn ? t('reply.queuedHere') : t('reply.queued', { title: titleWords(phase.behind) })
    case 'waitingForModel':
      return model.kind === 'loading' ? t('reply.waitingForLoad') : t('reply.waitingForModel')
    case 'summarizing':
      return t('reply.summarizing', { percent: phase.percent })
    case 'reading':
      // How much there is to read is known a moment after the reply has begun.
      return phase.total === 0 ? t('reply.readingUncounted') : t('reply.reading', { done: phase.done, total: phase.total })
    case 'thinking': // how much and how long is said where the thought stands
      return phase.tokensPerSecond === null ? '' : speed(phase.tokensPerSecond)
    case 'writing':
      return joinedFacts([
        phase.tokens > 0 ? t('reply.writingTokens', { count: phase.tokens }) : t('reply.writing'),
        phase.tokensPerSecond !== null && speed(phase.tokensPerSecond)
      ])
    case 'stopping':
      return joinedFacts([t('reply.stopped'), tokens > 0 && t('reply.tokens', { count: tokens })])
    default:
      return assertNever(phase)
  }
}

interface EndWords {
  /** Always there. */
  readonly shown: string
  /** For those who look closer; it goes on from `shown`. */
  readonly more: string
}

/** Why the reply ended and its figures, as one line under it. Empty while there is nothing to say. */
export function endWords({ status, stats }: AssistantMessage): EndWords {
  const tokens = stats !== null && stats.tokens > 0 && t('reply.tokens', { count: stats.tokens })
  const perSecond = stats !== null && stats.tokensPerSecond !== null && speed(stats.tokensPerSecond)
  const firstToken =
    stats !== null && stats.timeToFirstTokenMs !== null && t('reply.firstToken', { seconds: stats.timeToFirstTokenMs / 1000 })
  const reason = reasonWords(status)
  // That a reply came to its own end goes without saying.
  const isPlain = status.kind === 'complete' && status.reason === 'finished'
  return isPlain ? parted([tokens, perSecond], [firstToken, reason]) : parted([reason, tokens], [perSecond, firstToken])
}

function parted(shown: readonly (string | false)[], more: readonly (string | false)[]): EndWords {
  const [first, second] = [joinedFacts(shown), joinedFacts(more)]
  return { shown: first, more: first !== '' && second !== '' ? furtherFacts(second) : second }
}

function reasonWords(status: MessageStatus): string {
  switch (status.kind) {
    case 'complete':
      return t(`reply.ended.${status.reason}`)
    case 'stopped':
      return t('reply.stopped')
    case 'interrupted':
      return t('reply.interrupted')
    case 'failed': // its error is shown above, in words
    case 'queued':
    case 'streaming':
      return ''
    default:
      return assertNever(status)
  }
}

const speed = (tokensPerSecond: number): string => t('reply.speed', { tokensPerSecond })
