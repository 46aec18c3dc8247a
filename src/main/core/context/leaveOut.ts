import type { Prompt } from '../../../engine/engine'
import type { MessageId } from '../../../shared/domain/ids'
import type { Message } from '../../../shared/domain/message'
import { promptLimit } from '../../../shared/domain/promptLimit'
import { AFTER_DROPPING, fits, promptFrom, type ContextFit, type Counted, type CountPrompt, type Readable } from './fit'
import type { Turn } from './prompt'

/**
 * Everything, if there is room for it and for the reply. Otherwise whole turns are left out, oldest first, until 70 % of the context is enough,
 * so that the next turns fit without moving the boundary again: moving it means that everything has to be read anew. A boundary that an earlier
 * reply had is kept while the rest fits; it moves back for a model that can hold more.
 */
export async function leaveOut(
  branch: readonly Message[],
  readable: Readable,
  { maxTokens, count, isContinued }: Counted
): Promise<ContextFit> {
  const { turns, keepsFirst } = readable
  const last = turns.length - 1
  const before = boundaryPlace(branch, turns)
  const kept = before === 0 ? 0 : await movedBack(readable, before, count)
  const whole = await count(promptFrom(readable, kept))
  const allowed = promptLimit(whole.limit, maxTokens)
  if (whole.tokens <= allowed) return fits(readable, kept, whole.tokens)
  const start = await firstThatFits(
    { low: Math.min(kept + 1, last), high: last },
    whole.limit * AFTER_DROPPING,
    async (place) => (await count(promptFrom(readable, place))).tokens
  )
  const { tokens } = start === kept ? whole : await count(promptFrom(readable, start))
  const allowedAlone = isContinued && !keepsFirst ? whole.limit - 1 : allowed
  if (start === last && tokens > allowedAlone) return { kind: 'tooLong', tokens, limit: allowedAlone }
  return fits(readable, start, tokens)
}

/** The turn that the newest reply with a boundary read first; 0 where there is none. */
export const boundaryPlace = (branch: readonly Message[], turns: readonly Turn[]): number => {
  const boundary = boundaryOf(branch)
  return Math.max(
    0,
    turns.findIndex(({ startId }) => startId === boundary)
  )
}

/** Whether a reply of the branch has left something out. */
export const hasBoundary = (branch: readonly Message[]): boolean => boundaryOf(branch) !== null

const boundaryOf = (branch: readonly Message[]): MessageId | null =>
  branch.reduce<MessageId | null>(
    (boundary, message) => (message.role === 'assistant' ? (message.contextStartId ?? boundary) : boundary),
    null
  )

// The boundary moves back only where one turn more fits, as with a model that has a larger context. In the usual case one count decides.
async function movedBack(readable: Readable, before: number, count: CountPrompt): Promise<number> {
  const { tokens, limit } = await count(promptFrom(readable, before - 1))
  const target = limit * AFTER_DROPPING
  const tokensFrom = async (place: number): Promise<number> => (await count(promptFrom(readable, place))).tokens
  return tokens > target ? before : firstThatFits({ low: 0, high: before - 1 }, target, tokensFrom)
}

/** The first place from which at most `target` tokens are read; `high` where no earlier one is. Binary search: fewer turns are fewer tokens. */
export async function firstThatFits(
  { low, high }: { low: number; high: number },
  target: number,
  tokensFrom: (place: number) => Promise<number>
): Promise<number> {
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((await tokensFrom(middle)) <= target) high = middle
    else low = middle + 1
  }
  return low
}

/** What is read where nothing is left out. */
export const wholePrompt = (turns: readonly Turn[]): Prompt => promptFrom({ turns, keepsFirst: false }, 0)
