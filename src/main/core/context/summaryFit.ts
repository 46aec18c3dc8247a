import type { Message } from '../../../shared/domain/message'
import { promptLimit } from '../../../shared/domain/promptLimit'
import { AFTER_DROPPING, fits, type ContextFit, type Counted, type KnownSummary } from './fit'
import { boundaryPlace, firstThatFits, leaveOut, wholePrompt } from './leaveOut'
import type { Turn } from './prompt'
import { promptFromSummary, summaryRoom } from './summary'

/**
 * Everything, if there is room for it and for the reply; otherwise the newest turns with a summary of those before them. As where turns are left
 * out, the boundary moves so far that 70 % of the context is enough, and stays while the rest fits. Where the newest message leaves no room for a
 * summary, it is as without one. `known`: the summary that was read last on this branch.
 */
export async function fitSummarized(
  branch: readonly Message[],
  turns: readonly Turn[],
  counted: Counted,
  known: KnownSummary | null
): Promise<ContextFit> {
  const { maxTokens, count, isContinued } = counted
  const last = turns.length - 1
  const knownPlace = known ? turns.findIndex(({ startId }) => startId === known.startId) : -1
  const summary = knownPlace > 0 ? known : null
  const before = summary ? knownPlace : boundaryPlace(branch, turns)
  if (summary) {
    const prompt = promptFromSummary(summary.text, turns.slice(before))
    const { tokens, limit } = await count(prompt)
    const allowed = isContinued && before === last ? limit - 1 : promptLimit(limit, maxTokens)
    const isWholeAgain = await fitsAgain(turns, before, counted)
    if (!isWholeAgain && tokens <= allowed) return { kind: 'fits', prompt, tokens, startId: summary.startId, isFirstKept: false, summary }
  }
  const whole = await count(wholePrompt(turns))
  const allowed = promptLimit(whole.limit, maxTokens)
  if (whole.tokens <= (before > 0 ? Math.min(allowed, whole.limit * AFTER_DROPPING) : allowed))
    return fits({ turns, keepsFirst: false }, 0, whole.tokens)
  const room = summaryRoom(whole.limit)
  const tokensFrom = async (place: number): Promise<number> => (await count(promptFromSummary('', turns.slice(place)))).tokens + room
  // A boundary whose summary is not known may stay: only what stands before it has to be summarized.
  const low = Math.min(summary ? before + 1 : Math.max(before, 1), last)
  const start = await firstThatFits({ low, high: last }, whole.limit * AFTER_DROPPING, tokensFrom)
  const tokens = await tokensFrom(start)
  const startId = turns[start]?.startId
  const earlier = summary?.text ?? null
  const unread = turns.slice(earlier === null ? 0 : before, start)
  if (startId === undefined || unread.length === 0 || tokens > allowed) return leaveOut(branch, { turns, keepsFirst: false }, counted)
  const due = { startId, turns: unread, earlier, room }
  return { kind: 'summaryDue', prompt: promptFromSummary('…', turns.slice(start)), tokens, startId, due }
}

/** Whether all of it has room again, as with a model that can hold more. In the usual case one turn more is too much already. */
async function fitsAgain(turns: readonly Turn[], before: number, { count }: Counted): Promise<boolean> {
  const target = async (from: readonly Turn[]): Promise<boolean> => {
    const { tokens, limit } = await count(wholePrompt(from))
    return tokens <= limit * AFTER_DROPPING
  }
  return (await target(turns.slice(before - 1))) && (await target(turns))
}
