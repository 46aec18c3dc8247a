import type { Message } from '../../../shared/domain/message'
import { promptLimit } from '../../../shared/domain/promptLimit'
import { assertNever } from '../../../shared/assertNever'
import { DEFAULT_WHEN_FULL, type WhenFull } from '../../../shared/domain/whenFull'
import { fits, type ContextFit, type Counted, type CountPrompt, type KnownSummary } from './fit'
import { leaveOut, wholePrompt } from './leaveOut'
import { turnsOf, withSystemMessage, type Turn } from './prompt'
import { fitSummarized } from './summaryFit'

/** What is asked of `fitContext`. */
export interface FitOptions {
  readonly maxTokens: number | null
  /** Null: everything is read; the engine refuses what does not fit. */
  readonly count: CountPrompt | null
  /** It is counted and read in any case; null: none. */
  readonly systemMessage?: string | null
  readonly whenFull?: WhenFull
  /** The summary that was read last on this branch. */
  readonly summary?: KnownSummary | null
}

/**
 * Chooses what the model reads of a branch: everything, if there is room for it and for the reply; otherwise as `whenFull` says. The branch ends
 * with the person's message, or with a reply to continue: that may use all the room there is.
 * With `keepFirst` the first turn stays and those after it are left out; one that leaves no room for the newest is left out like any other.
 */
export async function fitContext(branch: readonly Message[], options: FitOptions): Promise<ContextFit> {
  const { systemMessage = null, maxTokens, count } = options
  const turns = turnsOf(branch)
  const counted = count && {
    maxTokens,
    count: (prompt: Parameters<CountPrompt>[0]) => count(withSystemMessage(prompt, systemMessage)),
    isContinued: branch.at(-1)?.role === 'assistant'
  }
  const fit = counted ? await fitTurns(branch, turns, counted, options) : fits({ turns, keepsFirst: false }, 0, null)
  return fit.kind === 'tooLong' ? fit : { ...fit, prompt: withSystemMessage(fit.prompt, systemMessage) }
}

async function fitTurns(
  branch: readonly Message[],
  turns: readonly Turn[],
  counted: Counted,
  { whenFull = DEFAULT_WHEN_FULL, summary = null }: FitOptions
): Promise<ContextFit> {
  switch (whenFull) {
    case 'leaveOutOldest':
      return leaveOut(branch, { turns, keepsFirst: false }, counted)
    case 'keepFirst': {
      const fit = await leaveOut(branch, { turns, keepsFirst: true }, counted)
      return fit.kind === 'fits' ? fit : leaveOut(branch, { turns, keepsFirst: false }, counted)
    }
    case 'summarize':
      return fitSummarized(branch, turns, counted, summary)
    case 'ask':
      return askWhenFull(branch, turns, counted)
    default:
      return assertNever(whenFull)
  }
}

async function askWhenFull(branch: readonly Message[], turns: readonly Turn[], counted: Counted): Promise<ContextFit> {
  const prompt = wholePrompt(turns)
  const { tokens, limit } = await counted.count(prompt)
  const allowed = promptLimit(limit, counted.maxTokens)
  if (tokens <= allowed) return fits({ turns, keepsFirst: false }, 0, tokens)
  // A newest message that alone has no room is no question of what to leave out.
  const alone = await leaveOut(branch, { turns: turns.slice(-1), keepsFirst: false }, counted)
  return alone.kind === 'tooLong' || turns.length === 1 ? alone : { kind: 'asks', prompt, tokens, limit: allowed }
}
