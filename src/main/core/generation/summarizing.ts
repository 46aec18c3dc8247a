import type { Prompt } from '../../../engine/engine'
import type { SamplingSettings } from '../../../shared/domain/samplingSettings'
import type { SummaryDue } from '../context/fit'
import { withSystemMessage, type Turn } from '../context/prompt'
import { promptForSummary } from '../context/summary'
import { runInference, type InferenceEnd, type InferencePorts } from '../inference/runInference'
import type { ChosenGeneration } from '../settings/chosenGeneration'
import type { LiveGeneration } from './liveGeneration'

/** `text` null: the model has written none, of all turns or of some of them. ended: it was stopped, or it failed. */
export type Summarized = { readonly text: string | null } | { readonly ended: Exclude<InferenceEnd, { kind: 'complete' | 'nothingToDo' }> }

/**
 * Makes a summary of the turns that a reply leaves out. Where they are more than the model can read at once, it is made piece by piece, each with
 * the summary of those before. Of a turn that alone is too long for that the beginnings of its messages are read.
 */
export async function summarize(
  due: SummaryDue,
  { settings, systemMessage }: ChosenGeneration,
  generation: LiveGeneration,
  ports: InferencePorts
): Promise<Summarized> {
  const total = due.turns.length
  let text = due.earlier
  let rest = due.turns
  let shown: number | null = null
  const show = (turns: number): void => {
    const percent = Math.min(99, Math.floor((100 * (total - rest.length + turns)) / total))
    if (percent === shown) return
    shown = percent
    generation.stream.showPhase({ kind: 'summarizing', percent })
  }
  while (rest.length > 0) {
    show(0)
    let taken = 0
    let written = ''
    const { end } = await runInference(
      {
        model: null,
        sampling: forSummary(settings, due.room),
        prompt: async ({ engine }, sampling) => {
          const { count } = engine.abilities()
          if (!count) return null
          const promptOf = (turns: readonly Turn[]): Prompt => withSystemMessage(promptForSummary(text, turns, due.room), systemMessage)
          const hasRoom = async (turns: readonly Turn[]): Promise<boolean> => {
            const { tokens, limit } = await count(promptOf(turns), sampling)
            return tokens + due.room <= limit
          }
          taken = await mostThatFit(rest, hasRoom)
          const read = taken > 0 ? rest.slice(0, taken) : await shortened(rest.slice(0, 1), hasRoom)
          return read && promptOf(read)
        },
        signals: generation.job.signals,
        failedLoadsBefore: generation.failedLoadsBefore
      },
      {
        onWaitingForEngine: nothing,
        // Reading is half of it, and writing the other.
        onPrefill: (done, all) => show((Math.max(1, taken) * done) / all / 2),
        onThought: nothing,
        onText: (added, { tokens }) => {
          written += added
          show((Math.max(1, taken) * (1 + tokens / due.room)) / 2)
        }
      },
      ports
    )
    if (end.kind === 'stopped' || end.kind === 'failed') return { ended: end }
    const piece = end.kind === 'complete' ? whole(written, end) : ''
    // What is in no summary must not be taken for one that is.
    if (piece === '') return { text: null }
    text = piece
    rest = rest.slice(Math.max(1, taken))
  }
  return { text }
}

const nothing = (): void => undefined

/** Nothing that was chosen for the form of replies counts for a summary. */
const forSummary = (settings: SamplingSettings, room: number): SamplingSettings => ({
  ...settings,
  maxTokens: room,
  stopTexts: [],
  loopGuard: true,
  thinking: 'off',
  thinkingBudget: null,
  structure: null,
  showSpecialTokens: false
})

/** What was written, without a loop at its end, and without half a sentence where it was cut. */
function whole(written: string, { reason, repeatsFrom }: Extract<InferenceEnd, { kind: 'complete' }>): string {
  const text = written.slice(0, repeatsFrom ?? undefined).trim()
  if (reason === 'finished') return text
  const sentences = /^.*[.!?。！？](?=\s|$)/su.exec(text)?.[0] ?? ''
  return sentences.length > text.length / 2 ? sentences : text
}

/**
 * How many of the turns, from the first on, have room together; 0: not even the first has. Few of a long chat have: the search begins with one, so
 * that no prompt of half the chat is counted.
 */
async function mostThatFit(turns: readonly Turn[], hasRoom: (turns: readonly Turn[]) => Promise<boolean>): Promise<number> {
  let low = 0
  let high = 1
  while (high <= turns.length && (await hasRoom(turns.slice(0, high)))) {
    low = high
    high = Math.min(2 * high, Math.max(turns.length, high + 1))
  }
  high = Math.min(high - 1, turns.length)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (await hasRoom(turns.slice(0, middle))) low = middle
    else high = middle - 1
  }
  return low
}

/** The turns with less and less of each message, until they have room; null where hardly anything would be left. */
async function shortened(turns: readonly Turn[], hasRoom: (turns: readonly Turn[]) => Promise<boolean>): Promise<readonly Turn[] | null> {
  for (const share of [1 / 2, 1 / 4, 1 / 8, 1 / 16]) {
    const shorter = turns.map((turn) => ({
      ...turn,
      messages: turn.messages.map((message) => ({ ...message, text: begun(message.text, share) }))
    }))
    if (await hasRoom(shorter)) return shorter
  }
  return null
}

/** A short text is as good as none, and stays whole. A surrogate pair is not cut. */
function begun(text: string, share: number): string {
  const length = Math.floor(text.length * share)
  return length < SHORT ? text.slice(0, SHORT) : `${text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')}…`
}
const SHORT = 80
