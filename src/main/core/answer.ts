import type { GenerationResult, Prompt } from '../../engine/engine'
import type { GenerationStats, MessageStatus } from '../../shared/domain/message'
import { branchTo } from '../../shared/domain/messageTree'
import { balanced, type SamplingSettings } from '../../shared/domain/samplingSettings'
import { fitContext } from './contextFit'
import type { EngineLease } from './engineLease'
import { noRoomToAnswer, toAppError, toAppErrorOrInternal } from './appErrors'
import type { LiveGeneration } from './liveGeneration'
import type { Clock } from './ports/clock'
import type { ConversationStore } from './ports/conversationStore'
import type { EventSink } from './ports/eventSink'
import type { Log } from './ports/log'
import { addPart, ReplyMeter } from './replyMeter'
import type { ReplyKeeper } from './replyKeeper'

export interface AnswerPorts {
  store: () => ConversationStore
  keeper: ReplyKeeper
  /** Null when aborted. */
  acquireEngine: (signal: AbortSignal) => Promise<EngineLease | null>
  isEngineReady: () => boolean
  /** 32 bits. */
  drawSeed: () => number
  events: EventSink
  clock: Clock
  log: Log
}

/** How a generation ended, with the figures of the whole reply. */
export interface Outcome {
  readonly status: MessageStatus
  readonly stats: GenerationStats | null
  /** Set when not even the message alone leaves room for a reply: in tokens. */
  readonly tooLong?: { readonly tokens: number; readonly limit: number }
}

/** Has the engine answer: waits for it, chooses what it reads, lets it write. Never rejects; the engine is idle or gone afterwards. */
export async function answer(generation: LiveGeneration, ports: AnswerPorts): Promise<Outcome> {
  const stats = statsBefore(generation)
  try {
    await saveAsStreaming(generation, ports)
    const { phase } = generation.state
    if (phase.kind !== 'waitingForModel' && !ports.isEngineReady()) generation.stream.showPhase({ kind: 'waitingForModel' })
    const lease = await ports.acquireEngine(generation.stopSignal)
    return lease ? await answerWith(lease, generation, ports) : { status: { kind: 'stopped' }, stats }
  } catch (thrown) {
    return { status: failure(generation, thrown, ports.log), stats }
  }
}

// The row says what is going on before the engine is asked: a crash from here on leaves an interrupted reply, not a waiting one.
async function saveAsStreaming(generation: LiveGeneration, { store, events }: AnswerPorts): Promise<void> {
  if (generation.reply.status.kind === 'streaming') return
  const reply = { ...generation.reply, status: { kind: 'streaming' as const } }
  await store().saveReply(reply)
  generation.reply = reply
  events.emit('message.saved', { message: reply })
}

async function answerWith(lease: EngineLease, generation: LiveGeneration, ports: AnswerPorts): Promise<Outcome> {
  const settings = lease.entry.recommended ?? balanced
  const part: Part = { settings, seed: settings.seed ?? ports.drawSeed(), meter: new ReplyMeter(ports.clock) }
  const outcome = await Promise.race([readAndWrite(lease, part, generation, ports), gaveUp(generation)])
  if (outcome) {
    lease.release(outcome.isGood)
    return outcome
  }
  lease.discard()
  return { status: { kind: 'stopped' }, stats: statsSoFar(part, generation) }
}

function gaveUp({ giveUpSignal }: LiveGeneration): Promise<null> {
  return new Promise((resolve) => {
    if (giveUpSignal.aborted) resolve(null)
    else giveUpSignal.addEventListener('abort', () => resolve(null), { once: true })
  })
}

/** What one generation adds to its reply. */
interface Part {
  readonly settings: SamplingSettings
  readonly seed: number
  readonly meter: ReplyMeter
}

async function readAndWrite(
  lease: EngineLease,
  part: Part,
  generation: LiveGeneration,
  ports: AnswerPorts
): Promise<Outcome & { isGood: boolean }> {
  try {
    const prompt = await choosePrompt(lease, part.settings, generation, ports)
    if (prompt.kind === 'stopped') return { status: prompt, stats: statsSoFar(part, generation), isGood: false }
    if (prompt.kind === 'tooLong') {
      const status: MessageStatus = { kind: 'failed', error: noRoomToAnswer(prompt) }
      return { status, stats: statsSoFar(part, generation), tooLong: prompt, isGood: false }
    }
    const result = await write(lease, prompt.prompt, part, generation)
    const kept = generation.isStopped ? asKept(result, part.meter) : result
    return { status: ended(generation, result), stats: addPart(statsBefore(generation), kept, part.seed), isGood: true }
  } catch (thrown) {
    return { status: failure(generation, thrown, ports.log), stats: statsSoFar(part, generation), isGood: false }
  }
}

// What the engine wrote until it heard of Stop came to a closed gate and is no part of the reply.
const asKept = (result: GenerationResult, { tokens }: ReplyMeter): GenerationResult =>
  tokens > 0 ? { ...result, tokens } : { ...result, tokens, tokensPerSecond: null, timeToFirstTokenMs: null }

const statsBefore = ({ before }: LiveGeneration): GenerationStats | null => before?.stats ?? null

// For a part that the engine could not give the figures of.
function statsSoFar({ meter, seed }: Part, generation: LiveGeneration): GenerationStats | null {
  return meter.tokens > 0 ? addPart(statsBefore(generation), meter.measured, seed) : statsBefore(generation)
}

type Chosen = { kind: 'prompt'; prompt: Prompt } | { kind: 'tooLong'; tokens: number; limit: number } | { kind: 'stopped' }

/** The prompt, or how the reply ends without one. Where the prompt begins is saved with the reply before the engine reads it. */
async function choosePrompt(
  { engine, entry }: EngineLease,
  { maxTokens }: SamplingSettings,
  generation: LiveGeneration,
  { store, keeper, events }: AnswerPorts
): Promise<Chosen> {
  const { conversationId, parentId } = generation.reply
  const found = await keeper.read(conversationId)
  if (!found) return { kind: 'stopped' } // deleted meanwhile, which stopped it
  const answered = branchTo(found.messages, parentId)
  const branch = generation.before ? [...answered, generation.before] : answered
  const fit = await fitContext(branch, maxTokens, (prompt) => engine.count(prompt))
  if (generation.isStopped) return { kind: 'stopped' }
  if (fit.kind === 'tooLong') return fit
  const reply = { ...generation.reply, contextStartId: fit.startId, modelName: entry.model.name }
  if (reply.contextStartId !== generation.reply.contextStartId || reply.modelName !== generation.reply.modelName) {
    await store().saveReply(reply)
    generation.reply = reply
    events.emit('message.saved', { message: reply })
  }
  if (generation.isStopped) return { kind: 'stopped' }
  generation.stream.showPhase({ kind: 'reading', done: 0, total: fit.tokens })
  return { kind: 'prompt', prompt: fit.prompt }
}

function write(
  { engine }: EngineLease,
  prompt: Prompt,
  { settings, seed, meter }: Part,
  { stream, text, before, stopSignal }: LiveGeneration
): Promise<GenerationResult> {
  const tokensBefore = before?.stats?.tokens ?? 0
  return engine.generate(
    prompt,
    { ...settings, seed },
    {
      signal: stopSignal,
      onEvent: (event) => {
        if (stopSignal.aborted) return // the gate is closed
        if (event.kind === 'reading') {
          meter.read(event.done)
          stream.reading(event.done, event.total)
        } else {
          meter.wrote(event.tokens)
          text.append(event.text)
          stream.text(event.text, tokensBefore + meter.tokens, meter.tokensPerSecond)
        }
      }
    }
  )
}

function ended({ isStopped }: LiveGeneration, { reason }: GenerationResult): MessageStatus {
  return isStopped || reason === 'stopped' ? { kind: 'stopped' } : { kind: 'complete', reason }
}

// What breaks after Stop was pressed is not shown as broken: the person got what they asked for.
function failure({ isStopped }: LiveGeneration, thrown: unknown, log: Log): MessageStatus {
  if (toAppError(thrown) === null) log.error('While generating', thrown)
  else log.warn(`A generation failed (${String(thrown)})`)
  return isStopped ? { kind: 'stopped' } : { kind: 'failed', error: toAppErrorOrInternal(thrown) }
}
