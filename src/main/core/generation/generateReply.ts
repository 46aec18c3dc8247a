import type { Prompt } from '../../../engine/engine'
import type { GenerationStats, MessageStatus } from '../../../shared/domain/message'
import type { ThreadUse } from '../../../shared/domain/threadUse'
import type { WrittenPiece } from '../../../shared/domain/writtenPieces'
import { assertNever } from '../../../shared/assertNever'
import type { ContextFit, KnownSummary } from '../context/fit'
import type { ConversationRepository, FoundConversation } from '../conversations/conversationRepository'
import { chatTooLong, noRoomForReply } from '../errors/appErrors'
import { logFailure } from '../errors/logFailure'
import { runInference, type InferenceEnd, type InferencePorts, type InferenceResult, type InferenceSink } from '../inference/runInference'
import type { LiveGeneration } from './liveGeneration'
import type { ChosenFor, ChosenGeneration } from '../settings/chosenGeneration'
import { asReadBy, choosePrompt, isOfSystemPrompt } from './replyPrompt'
import { addPart } from './replyStats'
import { summarize } from './summarizing'
import type { TooLong } from './tooLong'

export interface GenerateReplyPorts extends InferencePorts {
  repository: ConversationRepository
  chosenFor: ChosenFor
}

/** How a generation ended, with the figures of the whole reply. */
export interface ReplyEnd {
  readonly status: MessageStatus
  readonly stats: GenerationStats | null
  /** Where in the reply's text its last part begins to repeat itself only; null where it does not. */
  readonly repeatsFrom: number | null
  /** The tokens that were written, where they are to be kept. */
  readonly written?: readonly WrittenPiece[] | null
  /** Null where the engine did not tell. */
  readonly threads?: ThreadUse | null
  /** In tokens; set when not even the message alone leaves room for a reply. `limit`: that a prompt may have. */
  readonly tooLong?: TooLong
}

/** A conversation's reply as a client of inference: chooses what the model reads, saves the row, streams the text. Never rejects. */
export async function generateReply(generation: LiveGeneration, ports: GenerateReplyPorts): Promise<ReplyEnd> {
  const { reply } = generation
  const before = generation.before?.stats ?? null
  const chosen: { generation: ChosenGeneration | null; found: FoundConversation | null; fit: ContextFit | null; isOfSystem: boolean } = {
    generation: null,
    found: null,
    fit: null,
    isOfSystem: false
  }
  try {
    // Before the engine is asked: after a crash from here on, the reply is `interrupted` and not a message that waits.
    if (reply.status.kind !== 'streaming') await generation.save({ ...reply, status: { kind: 'streaming' } }, ports.repository)
  } catch (thrown) {
    const error = logFailure(thrown, ports.log, { bug: 'While saving a reply' })
    return { status: { kind: 'failed', error }, stats: before, repeatsFrom: null }
  }
  const chooseAndGenerate = async (made?: KnownSummary): Promise<InferenceResult> => {
    chosen.fit = null
    return runInference(
      {
        model: null,
        // At its turn and not when it was asked for: what waits is generated with what is chosen by then.
        sampling: async (model) => {
          chosen.found = await ports.repository.read(reply.conversationId)
          chosen.generation = ports.chosenFor(chosen.found?.conversation.choice, model)
          return chosen.generation.settings
        },
        prompt: async (engine, sampling) => {
          const choose = async (counts: boolean): Promise<Prompt | null> => {
            if (!chosen.generation || !chosen.found) return null // the sampling is asked for first
            chosen.fit = await choosePrompt(engine, sampling, chosen.generation, generation, {
              ...ports,
              found: chosen.found,
              counts,
              made
            })
            const { systemMessage } = chosen.generation
            if (chosen.fit?.kind === 'tooLong')
              chosen.isOfSystem = await isOfSystemPrompt(engine, sampling, systemMessage, chosen.fit.limit)
            return chosen.fit?.kind === 'fits' ? chosen.fit.prompt : null
          }
          // The engine knows how long a prompt is as soon as it has it: to ask before would make the same tokens of the whole chat twice.
          const before = generation.reply
          const prompt = await choose(made !== undefined)
          const isUncounted = chosen.fit?.kind === 'fits' && chosen.fit.tokens === null && engine.engine.abilities().count !== null
          if (!prompt || !isUncounted) return prompt
          const otherwise = async (): Promise<Prompt | null> => {
            await generation.save(before, ports.repository) // of what was refused the reply tells nothing
            return choose(true)
          }
          return { prompt, otherwise }
        },
        signals: generation.job.signals,
        failedLoadsBefore: generation.failedLoadsBefore
      },
      sinkOf(generation),
      ports
    )
  }
  let result = await chooseAndGenerate()
  if (chosen.fit?.kind === 'summaryDue' && chosen.generation) {
    const summarized = await summarize(chosen.fit.due, chosen.generation, generation, ports)
    if ('ended' in summarized) return { status: statusAfter(summarized.ended), stats: before, repeatsFrom: null }
    result = await chooseAndGenerate({ startId: chosen.fit.startId, text: summarized.text })
  }
  const { end, used } = result
  const stats = used?.figures ? addPart(before, used.figures) : before
  const { fit } = chosen
  if (fit?.kind === 'asks') return { status: { kind: 'failed', error: chatTooLong(fit) }, stats, repeatsFrom: null }
  if (fit?.kind === 'tooLong')
    return {
      status: { kind: 'failed', error: noRoomForReply(fit) },
      stats,
      repeatsFrom: null,
      tooLong: { ...fit, isOfSystem: chosen.isOfSystem }
    }
  const repeatsFrom = end.kind === 'complete' && end.repeatsFrom !== null ? (generation.before?.text.length ?? 0) + end.repeatsFrom : null
  return { status: statusAfter(end), stats, repeatsFrom, written: used?.written ?? null, threads: used?.threads ?? null }
}

/** What is put in front of the first that is thought: nothing where an open thought goes on. */
function beforeThought({ before, reply }: LiveGeneration): string {
  if (!before?.thought) return ''
  return asReadBy(reply.parts.at(-1)?.modelName, before).thought ? '' : '\n\n'
}

function sinkOf(generation: LiveGeneration): InferenceSink {
  const { stream, text, before } = generation
  const tokensBefore = before?.stats?.tokens ?? 0
  const thoughtBefore = before?.thought ?? { tokens: 0, ms: 0 }
  let hasThought = false
  return {
    onWaitingForEngine: () => {
      if (stream.state.phase.kind !== 'waitingForModel') stream.showPhase({ kind: 'waitingForModel' })
    },
    onPrefill: (done, total) => stream.showPhase({ kind: 'reading', done, total }),
    onThought: (added, { thoughtTokens, thoughtMs, tokensPerSecond }) => {
      const shown = hasThought ? added : beforeThought(generation) + added
      hasThought = true
      const thought = { tokens: thoughtBefore.tokens + thoughtTokens, ms: thoughtBefore.ms + (thoughtMs ?? 0) }
      text.appendThought(shown, thought)
      stream.thought(shown, thought.ms, { tokens: thought.tokens, tokensPerSecond })
    },
    onText: (added, { tokens, tokensPerSecond }) => {
      text.append(added)
      stream.text(added, { tokens: tokensBefore + tokens, tokensPerSecond })
    }
  }
}

function statusAfter(end: InferenceEnd): MessageStatus {
  switch (end.kind) {
    case 'complete':
      return { kind: 'complete', reason: end.reason }
    case 'failed':
      return { kind: 'failed', error: end.error }
    case 'stopped':
    case 'nothingToDo': // its conversation was deleted meanwhile
      return { kind: 'stopped' }
    default:
      return assertNever(end)
  }
}
