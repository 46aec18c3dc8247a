import type { Conversation } from '../../shared/domain/conversation'
import type { GenerationPhase, GenerationState } from '../../shared/domain/generation'
import type { ConversationId, GenerationId } from '../../shared/domain/ids'
import type { AssistantMessage, Message } from '../../shared/domain/message'
import { answer, type AnswerPorts, type Outcome } from './answer'
import { delay } from './delay'
import { busy, invalidRequest } from './appErrors'
import { ExpectedError } from './expectedError'
import { GenerationQueue, QUEUE_LIMIT } from './generationQueue'
import { LiveGeneration, type StopKind } from './liveGeneration'
import { giveBackTooLong } from './messageLength'
import type { ModelService } from './modelService'
import type { NoticeBoard } from './noticeBoard'
import type { OneAtATime } from './oneAtATime'

const STOP_PATIENCE = 5_000 // ms until an engine that was told to stop is ended
const QUIT_PATIENCE = 1_500 // the same while Hearth quits
const QUIT_LIMIT = 2_000

export interface LiveGenerationsPorts extends Pick<AnswerPorts, 'store' | 'keeper' | 'drawSeed' | 'events' | 'clock' | 'log'> {
  models: ModelService
  notices: NoticeBoard
  /** For everything that reads a conversation, decides, and writes it back. */
  line: OneAtATime
  newId: () => string
}

/** The generations from their beginning to their saved end: one is answered, the others wait. */
export class LiveGenerations {
  readonly #ports: LiveGenerationsPorts
  readonly #queue: GenerationQueue
  readonly #live = new Map<GenerationId, LiveGeneration>()
  readonly #ending = new Set<Promise<void>>()

  constructor(ports: LiveGenerationsPorts) {
    this.#ports = ports
    this.#queue = new GenerationQueue((generation) => this.#track(this.#answer(generation)))
  }

  /** Throws the ExpectedError `generation.busy` when no more may wait. */
  refuseWhenFull(): void {
    if (this.#queue.isClosed) throw new ExpectedError(invalidRequest())
    if (this.#queue.isFull) throw new ExpectedError(busy(QUEUE_LIMIT))
  }

  /** The status that the next reply begins with. */
  firstStatus(): { kind: 'queued' } | { kind: 'streaming' } {
    return { kind: this.#queue.running ? 'queued' : 'streaming' }
  }

  /** `reply` is saved with `firstStatus`. `before`: the reply as it was, when it is gone on with. */
  begin({ title }: Conversation, reply: AssistantMessage, before: AssistantMessage | null): GenerationState {
    const generation = new LiveGeneration({ id: this.#ports.newId(), title, reply, before, phase: this.#firstPhase() }, this.#ports)
    this.#live.set(generation.id, generation)
    this.#queue.add(generation)
    return generation.state
  }

  /** Closes the gate at once; `ended` follows when the engine is idle and the row saved. Idempotent. */
  stop(id: GenerationId, kind: StopKind = 'stopped'): void {
    const generation = this.#live.get(id)
    if (!generation || generation.isStopped) return
    generation.stop(kind)
    const outcome: Outcome = { status: { kind: 'stopped' }, stats: generation.before?.stats ?? null }
    if (this.#queue.take(generation)) void this.#track(this.#end(generation, outcome))
    else this.#ports.clock.after(STOP_PATIENCE, () => generation.giveUp())
  }

  stopAllOf(conversationId: ConversationId): void {
    for (const { conversationId: id, generationId } of this.states()) if (id === conversationId) this.stop(generationId)
  }

  /** Takes a generation that waits out of the queue; null when it does not wait. `undo` puts it back at its place. */
  take(id: GenerationId): { generation: LiveGeneration; undo: () => void } | null {
    const generation = this.#live.get(id)
    const taken = generation && this.#queue.take(generation)
    return taken ? { generation, undo: taken.undo } : null
  }

  /** The last of a generation: its reply is saved as `message`. */
  leave(generation: LiveGeneration, message: AssistantMessage): void {
    this.#live.delete(generation.id)
    generation.stream.end(message)
  }

  /** Those that have not ended, of one conversation or of all. */
  states(conversationId?: ConversationId): GenerationState[] {
    const states = [...this.#live.values()].map((generation) => generation.state)
    return conversationId === undefined ? states : states.filter((state) => state.conversationId === conversationId)
  }

  /** Messages from the store as they are now: a growing reply with all text sent so far. To be taken in the line. */
  present(messages: readonly Message[]): Message[] {
    const growing = new Map([...this.#live.values()].map((generation) => [generation.reply.id, generation]))
    return messages.map((message) => growing.get(message.id)?.shown ?? settled(message))
  }

  /** Stops what is being written and saves it, within two seconds. What waits stays on the disk as it is: it is a draft at the next start. */
  async close(): Promise<void> {
    this.#queue.close()
    const { running } = this.#queue
    if (running) {
      this.stop(running.id, 'interrupted')
      this.#ports.clock.after(QUIT_PATIENCE, () => running.giveUp())
    }
    const ended = new AbortController()
    await Promise.race([Promise.all(this.#ending), delay(this.#ports.clock, QUIT_LIMIT, ended.signal)])
    ended.abort() // the timer
    await this.#ports.keeper.close()
  }

  async #answer(generation: LiveGeneration): Promise<void> {
    const { models } = this.#ports
    const outcome = await answer(generation, {
      ...this.#ports,
      acquireEngine: (signal) => models.acquire(signal),
      isEngineReady: () => models.readyEngine !== null
    })
    await this.#end(generation, outcome)
  }

  async #end(generation: LiveGeneration, { status, stats, tooLong }: Outcome): Promise<void> {
    generation.stream.flush()
    await generation.text.settle()
    const cut = status.kind === 'stopped' ? { kind: generation.stopKind } : status
    const message: AssistantMessage = { ...generation.reply, text: generation.text.text, status: cut, stats }
    await this.#ports.line.run(async () => {
      const leave = (): void => this.leave(generation, message)
      const isNew = generation.before === null
      if (isNew && tooLong && (await giveBackTooLong(message, tooLong, { ...this.#ports, leave }))) return
      this.leave(generation, await this.#ports.keeper.keep(message))
    })
  }

  #firstPhase(): GenerationPhase {
    const { running } = this.#queue
    if (running) return { kind: 'queued', behind: running.title }
    return this.#ports.models.readyEngine ? { kind: 'reading', done: 0, total: 0 } : { kind: 'waitingForModel' }
  }

  #track(work: Promise<void>): Promise<void> {
    const done = work
      .catch((thrown: unknown) => this.#ports.log.error('While ending a generation', thrown))
      .finally(() => this.#ending.delete(done))
    this.#ending.add(done)
    return done
  }
}

// An unfinished row that nobody works on: it could not be put in order at the start.
function settled(message: Message): Message {
  if (message.role === 'user' || (message.status.kind !== 'queued' && message.status.kind !== 'streaming')) return message
  return { ...message, status: { kind: 'interrupted' } }
}
