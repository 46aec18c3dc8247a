import type { Prompt, TokenCounts } from '../../../engine/engine'
import type { MessageId } from '../../../shared/domain/ids'
import type { Message } from '../../../shared/domain/message'
import { DEFAULT_WHEN_FULL, type WhenFull } from '../../../shared/domain/whenFull'
import { promptOf, turnsOf, withSystemMessage, type Turn } from './prompt'

/** As an engine counts. */
type CountPrompt = (prompt: Prompt) => Promise<Pick<TokenCounts, 'tokens' | 'limit'>>

const DEFAULT_RESERVE = 1_024 // tokens
const AFTER_DROPPING = 0.7 // of the context size

/**
 * `startId`: the first message that is read, or the first one after the gap where the first turn is read too (`isFirstKept`); null when all of
 * them are. `tokens`: of the prompt; null from an engine that cannot count. asks: the whole chat, which has more tokens than the limit, and
 * nothing is left out without the person's word.
 */
export type ContextFit =
  | { kind: 'fits'; prompt: Prompt; tokens: number | null; startId: MessageId | null; isFirstKept: boolean }
  | { kind: 'asks'; prompt: Prompt; tokens: number; limit: number }
  | { kind: 'tooLong'; tokens: number; limit: number }

/** Tokens that are kept free for the reply. */
export function keptForReply(limit: number, maxTokens: number | null): number {
  return Math.min(maxTokens ?? DEFAULT_RESERVE, Math.floor(limit / 4))
}

/** Tokens that a prompt may have so that there is room for the reply. */
export const promptLimit = (limit: number, maxTokens: number | null): number => limit - keptForReply(limit, maxTokens)

/** What is asked of `fitContext`. */
export interface FitOptions {
  readonly maxTokens: number | null
  /** Null: everything is read; the engine refuses what does not fit. */
  readonly count: CountPrompt | null
  /** It is counted and read in any case; null: none. */
  readonly systemMessage?: string | null
  readonly whenFull?: WhenFull
}

/**
 * Chooses what the model reads of a branch: everything, if there is room for it and for the reply. Otherwise whole turns are left out,
 * oldest first, until 70 % of the context is enough, so that the next turns fit without moving the boundary again: moving it means that
 * everything has to be read anew. A boundary that an earlier reply had is kept while the rest fits; it moves back for a model that can hold
 * more. The branch ends with the person's message, or with a reply to continue: that may use all the room there is.
 * With `keepFirst` the first turn stays and those after it are left out; one that leaves no room for the newest is left out like any other.
 */
export async function fitContext(branch: readonly Message[], options: FitOptions): Promise<ContextFit> {
  const { systemMessage = null, maxTokens, count, whenFull = DEFAULT_WHEN_FULL } = options
  const counted = count && ((prompt: Prompt) => count(withSystemMessage(prompt, systemMessage)))
  const fit = await fitTurns(branch, { turns: turnsOf(branch), maxTokens, count: counted }, whenFull)
  return fit.kind === 'tooLong' ? fit : { ...fit, prompt: withSystemMessage(fit.prompt, systemMessage) }
}

interface Turns {
  readonly turns: readonly Turn[]
  readonly maxTokens: number | null
  readonly count: CountPrompt | null
}

async function fitTurns(branch: readonly Message[], { turns, maxTokens, count }: Turns, whenFull: WhenFull): Promise<ContextFit> {
  if (!count) return fits({ turns, keepsFirst: false }, 0, null)
  const counted = { maxTokens, count, isContinued: branch.at(-1)?.role === 'assistant' }
  if (whenFull === 'ask') {
    const prompt = promptOf(turns)
    const { tokens, limit } = await count(prompt)
    const allowed = promptLimit(limit, maxTokens)
    if (tokens <= allowed) return fits({ turns, keepsFirst: false }, 0, tokens)
    // A newest message that alone has no room is no question of what to leave out.
    const alone = await leaveOut(branch, { turns: turns.slice(-1), keepsFirst: false }, counted)
    return alone.kind === 'tooLong' || turns.length === 1 ? alone : { kind: 'asks', prompt, tokens, limit: allowed }
  }
  if (whenFull === 'keepFirst') {
    const fit = await leaveOut(branch, { turns, keepsFirst: true }, counted)
    if (fit.kind === 'fits') return fit
  }
  return leaveOut(branch, { turns, keepsFirst: false }, counted)
}

interface Counted {
  readonly maxTokens: number | null
  readonly count: CountPrompt
  readonly isContinued: boolean
}

/** The turns of a branch, of which some can be left out. */
interface Readable {
  readonly turns: readonly Turn[]
  /** The first is read in any case. */
  readonly keepsFirst: boolean
}

/** What is read from turn `start` on. */
const promptFrom = ({ turns, keepsFirst }: Readable, start: number): Prompt =>
  promptOf(keepsFirst && start > 0 ? [...turns.slice(0, 1), ...turns.slice(start)] : turns.slice(start))

async function leaveOut(branch: readonly Message[], readable: Readable, { maxTokens, count, isContinued }: Counted): Promise<ContextFit> {
  const { turns, keepsFirst } = readable
  const last = turns.length - 1
  const before = Math.max(
    0,
    turns.findIndex((turn) => turn.startId === boundaryOf(branch))
  )
  const kept = before === 0 ? 0 : await movedBack(readable, before, count)
  const whole = await count(promptFrom(readable, kept))
  const allowed = promptLimit(whole.limit, maxTokens)
  if (whole.tokens <= allowed) return fits(readable, kept, whole.tokens)
  const start = await firstThatFits(readable, { low: Math.min(kept + 1, last), high: last }, whole.limit * AFTER_DROPPING, count)
  const { tokens } = start === kept ? whole : await count(promptFrom(readable, start))
  const allowedAlone = isContinued && !keepsFirst ? whole.limit - 1 : allowed
  if (start === last && tokens > allowedAlone) return { kind: 'tooLong', tokens, limit: allowedAlone }
  return fits(readable, start, tokens)
}

const boundaryOf = (branch: readonly Message[]): MessageId | null =>
  branch.reduce<MessageId | null>(
    (boundary, message) => (message.role === 'assistant' ? (message.contextStartId ?? boundary) : boundary),
    null
  )

// The boundary moves back only where one turn more fits, as with a model that has a larger context. In the usual case one count decides.
async function movedBack(readable: Readable, before: number, count: CountPrompt): Promise<number> {
  const { tokens, limit } = await count(promptFrom(readable, before - 1))
  const target = limit * AFTER_DROPPING
  return tokens > target ? before : firstThatFits(readable, { low: 0, high: before - 1 }, target, count)
}

// Binary search: fewer turns are fewer tokens. `high` where no earlier place fits.
async function firstThatFits(
  readable: Readable,
  { low, high }: { low: number; high: number },
  target: number,
  count: CountPrompt
): Promise<number> {
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const { tokens } = await count(promptFrom(readable, middle))
    if (tokens <= target) high = middle
    else low = middle + 1
  }
  return low
}

function fits(readable: Readable, start: number, tokens: number | null): ContextFit {
  const { turns, keepsFirst } = readable
  const isWhole = start === 0 || (keepsFirst && start === 1)
  const startId = isWhole ? null : (turns[start]?.startId ?? null)
  return { kind: 'fits', prompt: promptFrom(readable, start), tokens, startId, isFirstKept: keepsFirst && startId !== null }
}
