import type { AssistantMessage, GenerationStats, MessageStatus } from '../../../shared/domain/message'
import { assertNever } from '../../../shared/assertNever'
import { branchTo } from '../../../shared/domain/messageTree'
import type { KeptText } from '../../../shared/domain/keptText'
import { withNewPart } from '../../../shared/domain/replyParts'
import type { Prompt, SeededSampling } from '../../../engine/engine'
import { fitContext, type ContextFit } from '../context/contextFit'
import { withSystemMessage } from '../context/prompt'
import type { ConversationRepository } from '../conversations/conversationRepository'
import { keptText } from '../conversations/keptText'
import { chatTooLong, noRoomForReply } from '../errors/appErrors'
import { logFailure } from '../errors/logFailure'
import type { ReadyEngine } from '../inference/engineProvider'
import { runInference, type InferenceEnd, type InferencePorts, type InferenceSink } from '../inference/runInference'
import type { LiveGeneration } from './liveGeneration'
import type { ChosenFor, ChosenGeneration } from '../settings/chosenGeneration'
import { addPart } from './replyStats'
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
  /** In tokens; set when not even the message alone leaves room for a reply. `limit`: that a prompt may have. */
  readonly tooLong?: TooLong
}

/** A conversation's reply as a client of inference: chooses what the model reads, saves the row, streams the text. Never rejects. */
export async function generateReply(generation: LiveGeneration, ports: GenerateReplyPorts): Promise<ReplyEnd> {
  const { reply } = generation
  const before = generation.before?.stats ?? null
  const chosen: { generation: ChosenGeneration | null; fit: ContextFit | null; isOfSystem: boolean } = {
    generation: null,
    fit: null,
    isOfSystem: false
  }
  try {
    // Before the engine is asked: after a crash from here on, the reply is `interrupted` and not a message that waits.
    if (reply.status.kind !== 'streaming') await saveReply({ ...reply, status: { kind: 'streaming' } }, generation, ports.repository)
  } catch (thrown) {
    const error = logFailure(thrown, ports.log, { bug: 'While saving a reply' })
    return { status: { kind: 'failed', error }, stats: before, repeatsFrom: null }
  }
  const { end, used } = await runInference(
    {
      model: null,
      // At its turn and not when it was asked for: what waits is generated with what is chosen by then.
      sampling: async (model) => {
        const conversation = await ports.repository.readHead(reply.conversationId)
        chosen.generation = ports.chosenFor(conversation?.choice, model)
        return chosen.generation.settings
      },
      prompt: async (engine, sampling) => {
        if (!chosen.generation) return null // the sampling is asked for first
        chosen.fit = await choosePrompt(engine, sampling, chosen.generation, generation, ports)
        const { systemMessage } = chosen.generation
        if (chosen.fit?.kind === 'tooLong') chosen.isOfSystem = await isOfSystemPrompt(engine, sampling, systemMessage, chosen.fit.limit)
        return chosen.fit?.kind === 'fits' ? chosen.fit.prompt : null
      },
      signals: generation.job.signals,
      failedLoadsBefore: generation.failedLoadsBefore
    },
    sinkOf(generation),
    ports
  )
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
  return { status: statusAfter(end), stats, repeatsFrom }
}

/** Whether the system prompt alone leaves no room for a message. */
async function isOfSystemPrompt(
  { engine }: ReadyEngine,
  sampling: SeededSampling,
  systemMessage: string | null,
  limit: number
): Promise<boolean> {
  const { count } = engine.abilities()
  if (!count || systemMessage === null) return false
  return (await count(withSystemMessage([{ role: 'user', text: '' }], systemMessage), sampling)).tokens >= limit
}

async function saveReply(
  reply: AssistantMessage,
  generation: LiveGeneration,
  repository: ConversationRepository,
  texts: readonly KeptText[] = []
): Promise<void> {
  await repository.saveReply(reply, texts)
  generation.reply = reply
}

/**
 * Null when the conversation is gone, or when it was stopped. Where the prompt begins is saved with the reply before the engine reads it.
 */
async function choosePrompt(
  { engine, model }: ReadyEngine,
  { seed, ...settings }: SeededSampling,
  { systemMessage, whenFull, preset }: ChosenGeneration,
  generation: LiveGeneration,
  { repository }: GenerateReplyPorts
): Promise<ContextFit | null> {
  const { conversationId, parentId } = generation.reply
  const found = await repository.read(conversationId)
  if (!found) return null
  const above = branchTo(found.messages, parentId)
  const branch = generation.before ? [...above, asReadBy(model.name, generation.before)] : above
  const { count } = engine.abilities()
  const counted = count && ((prompt: Prompt) => count(prompt, settings))
  const fit = await fitContext(branch, { maxTokens: settings.maxTokens, count: counted, systemMessage, whenFull })
  if (generation.job.isStopped) return null
  if (fit.kind !== 'fits') return fit
  const system = systemMessage === null ? null : keptText(systemMessage)
  const made = {
    modelName: model.name,
    seed,
    settings,
    ...preset,
    ...(system && { systemTextId: system.id }),
    ...(fit.isFirstKept && { isFirstKept: true as const })
  }
  const parts = withNewPart(generation.shown, made)
  await saveReply({ ...generation.reply, contextStartId: fit.startId, parts }, generation, repository, system ? [system] : [])
  generation.stream.showPhase({ kind: 'reading', done: 0, total: fit.tokens ?? 0 })
  return fit
}

/** What another model thought says nothing to this one, which may not even think: it answers anew, or goes on in the text. */
const asReadBy = (modelName: string | undefined, reply: AssistantMessage): AssistantMessage =>
  reply.parts.at(-1)?.modelName === modelName ? reply : { ...reply, thought: null }

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
