import type { Prompt, TokenCounts } from '../../../engine/engine'
import type { MessageId } from '../../../shared/domain/ids'
import type { Message } from '../../../shared/domain/message'
import { promptOf, turnsOf, withSystemMessage, type Turn } from './prompt'

/** As an engine counts. */
type CountPrompt = (prompt: Prompt) => Promise<Pick<TokenCounts, 'tokens' | 'limit'>>

const DEFAULT_RESERVE = 1_024 // tokens
const AFTER_DROPPING = 0.7 // of the context size

/** `startId`: the first message that is read; null when all of them are. `tokens`: of the prompt; null from an engine that cannot count. */
export type ContextFit =
  { kind: 'fits'; prompt: Prompt; tokens: number | null; startId: MessageId | null } | { kind: 'tooLong'; tokens: number; limit: number }

/** Tokens that are kept free for the reply. */
export function keptForReply(limit: number, maxTokens: number | null): number {
  return Math.min(maxTokens ?? DEFAULT_RESERVE, Math.floor(limit / 4))
}

/** Tokens that a prompt may have so that there is room for the reply. */
export const promptLimit = (limit: number, maxTokens: number | null): number => limit - keptForReply(limit, maxTokens)

/**
 * Chooses what the model reads of a branch: everything, if there is room for it and for the reply. Otherwise whole turns are left out,
 * oldest first, until 70 % of the context is enough, so that the next turns fit without moving the boundary again: moving it means that
 * everything has to be read anew. A boundary that an earlier reply had is kept while the rest fits; it moves back for a model that can hold
 * more. The branch ends with the person's message, or with a reply to continue: that may use all the room there is.
 * The system message is counted and read in any case.
 * Without `count` everything is read; the engine refuses what does not fit.
 */
export async function fitContext(
  branch: readonly Message[],
  maxTokens: number | null,
  count: CountPrompt | null,
  systemMessage: string | null = null
): Promise<ContextFit> {
  const fit = await fitTurns(branch, maxTokens, count && ((prompt) => count(withSystemMessage(prompt, systemMessage))))
  return fit.kind === 'fits' ? { ...fit, prompt: withSystemMessage(fit.prompt, systemMessage) } : fit
}

async function fitTurns(branch: readonly Message[], maxTokens: number | null, count: CountPrompt | null): Promise<ContextFit> {
  const turns = turnsOf(branch)
  if (!count) return fits(turns, 0, null)
  const last = turns.length - 1
  const before = Math.max(
    0,
    turns.findIndex((turn) => turn.startId === boundaryOf(branch))
  )
  const kept = before === 0 ? 0 : await movedBack(turns, before, count)
  const whole = await count(promptOf(turns.slice(kept)))
  const allowed = promptLimit(whole.limit, maxTokens)
  if (whole.tokens <= allowed) return fits(turns, kept, whole.tokens)
  const start = await firstThatFits(turns, { low: Math.min(kept + 1, last), high: last }, whole.limit * AFTER_DROPPING, count)
  const { tokens } = start === kept ? whole : await count(promptOf(turns.slice(start)))
  const allowedAlone = branch.at(-1)?.role === 'assistant' ? whole.limit - 1 : allowed
  if (start === last && tokens > allowedAlone) return { kind: 'tooLong', tokens, limit: allowedAlone }
  return fits(turns, start, tokens)
}

const boundaryOf = (branch: readonly Message[]): MessageId | null =>
  branch.reduce<MessageId | null>(
    (boundary, message) => (message.role === 'assistant' ? (message.contextStartId ?? boundary) : boundary),
    null
  )

// The boundary moves back only where one turn more fits, as with a model that has a larger context. In the usual case one count decides.
async function movedBack(turns: readonly Turn[], before: number, count: CountPrompt): Promise<number> {
  const { tokens, limit } = await count(promptOf(turns.slice(before - 1)))
  const target = limit * AFTER_DROPPING
  return tokens > target ? before : firstThatFits(turns, { low: 0, high: before - 1 }, target, count)
}

// Binary search: fewer turns are fewer tokens. `high` where no earlier place fits.
async function firstThatFits(
  turns: readonly Turn[],
  { low, high }: { low: number; high: number },
  target: number,
  count: CountPrompt
): Promise<number> {
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const { tokens } = await count(promptOf(turns.slice(middle)))
    if (tokens <= target) high = middle
    else low = middle + 1
  }
  return low
}

function fits(turns: readonly Turn[], start: number, tokens: number | null): ContextFit {
  return { kind: 'fits', prompt: promptOf(turns.slice(start)), tokens, startId: start === 0 ? null : (turns[start]?.startId ?? null) }
}
