import type { AssistantMessage } from '../../../../shared/domain/message'
import type { ModelStatus } from '../../../../shared/domain/model'
import type { ReadingPreferences } from '../../../../shared/domain/readingPreferences'
import type { GenerationPhase } from '../../../../shared/domain/generation'
import { hasAnswer } from '../../../../shared/domain/thoughts'
import { assertNever } from '../../../../shared/assertNever'
import { titleWords } from '../../../../shared/i18n/titleWords'
import { t } from '../../../../shared/i18n/translate'
import type { SilentReply } from '../../state/silentReply'
import { asSpoken, countWords } from './spokenText'

/** What a screen reader is told. Within one `kind` only a number changes, and that may wait. */
export interface Announcement {
  readonly kind: string
  readonly words: string
}

export const NOTHING: Announcement = { kind: 'nothing', words: '' }

const percent = (part: number, whole: number): number => Math.floor((part / whole) * 100)

const ofLoad = (progress: number): Announcement => ({ kind: 'loading', words: t('announcer.loading', { percent: percent(progress, 1) }) })

/** `total` 0: not counted yet. */
const readingWords = (done: number, total: number): string =>
  total === 0 ? t('announcer.readingUncounted') : t('announcer.reading', { percent: percent(done, total) })

export function ofModel(model: ModelStatus): Announcement | null {
  return model.kind === 'loading' ? ofLoad(model.progress) : null
}

/** An engine gives no answer to a reply, which may be one of another chat. */
export function ofSilentReply(reply: SilentReply | null): Announcement | null {
  if (!reply) return null
  const { seconds, title, isShown } = reply
  const kind = `silent ${isShown ? 'here' : 'elsewhere'} ${seconds}`
  if (isShown) return { kind, words: t('announcer.silent', { seconds }) }
  if (title === null) return { kind, words: t('announcer.silentInAnotherChat', { seconds }) }
  return { kind, words: t('announcer.silentInChat', { title: titleWords(title), seconds }) }
}

/** An engine gives no answer while it loads a model; a reply that another one writes on the screen comes first. */
export function ofSilentLoad(seconds: number | null, phase: GenerationPhase | undefined): Announcement | null {
  const isWritten = phase?.kind === 'summarizing' || phase?.kind === 'reading' || phase?.kind === 'thinking' || phase?.kind === 'writing'
  return seconds === null || isWritten ? null : { kind: `silent ${seconds}`, words: t('announcer.silent', { seconds }) }
}

export function ofPhase(phase: GenerationPhase, model: ModelStatus): Announcement {
  switch (phase.kind) {
    case 'queued':
      return { kind: 'queued', words: t('announcer.waiting') }
    case 'waitingForModel':
      return ofModel(model) ?? { kind: 'waiting', words: t('announcer.waiting') }
    case 'summarizing':
      return { kind: 'summarizing', words: t('announcer.summarizing', { percent: phase.percent }) }
    case 'reading':
      return { kind: 'reading', words: readingWords(phase.done, phase.total) }
    case 'thinking':
      return {
        kind: 'thinking',
        words: phase.tokens > 0 ? t('announcer.thinkingTokens', { count: phase.tokens }) : t('announcer.thinking')
      }
    case 'writing':
      return { kind: 'writing', words: t('announcer.writing') }
    case 'stopping':
      return { kind: 'stopped', words: t('announcer.stopped') }
    default:
      return assertNever(phase)
  }
}

/** Null for a failure: its error is an alert where it is shown. `mode`: how much of the reply itself is said; `from`: the place up to which it has been. */
export function ofEnd(message: AssistantMessage, mode: ReadingPreferences['announcements'], from: number): Announcement | null {
  const { status } = message
  switch (status.kind) {
    case 'complete':
      return { kind: 'finished', words: withText(finishedWords(message), message, mode, from) }
    case 'stopped':
      return { kind: 'stopped', words: t('announcer.stopped') }
    case 'interrupted':
    case 'failed':
    case 'queued':
    case 'streaming':
      return null
    default:
      return assertNever(status)
  }
}

function finishedWords(message: AssistantMessage): string {
  if (!hasAnswer(message)) return t('announcer.noAnswer')
  const count = countWords(message.text)
  return count === 0 ? t('announcer.finished') : t('announcer.finishedWords', { count })
}

function withText(finished: string, { text }: AssistantMessage, mode: ReadingPreferences['announcements'], from: number): string {
  const said = mode === 'whole' ? asSpoken(text) : mode === 'sentences' ? asSpoken(text.slice(from)) : ''
  return said === '' ? finished : t('announcer.textThenEnd', { text: said, end: finished })
}
