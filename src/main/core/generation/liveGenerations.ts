import type { Conversation } from '../../../shared/domain/conversation'
import type { GenerationPhase, GenerationState } from '../../../shared/domain/generation'
import type { ConversationId, GenerationId } from '../../../shared/domain/ids'
import type { KeptText } from '../../../shared/domain/keptText'
import { hasEnded } from '../../../shared/domain/hasEnded'
import type { AssistantMessage, Message } from '../../../shared/domain/message'
import { settledParts } from '../../../shared/domain/replyParts'
import { keptText } from '../conversations/keptText'
import { busy, invalidRequest } from '../errors/appErrors'
import { ExpectedError } from '../errors/expectedError'
import { Job, WAITING_LIMIT, type Hold, type Scheduler } from '../inference/scheduler'
import type { NoticeBoard } from '../notices/noticeBoard'
import { generateReply, type GenerateReplyPorts, type ReplyEnd } from './generateReply'
import { LiveGeneration, type LiveGenerationPorts } from './liveGeneration'
import { unsendTooLong } from './tooLong'

export interface LiveGenerationsPorts extends GenerateReplyPorts, LiveGenerationPorts {
  scheduler: Scheduler
  notices: NoticeBoard
  newId: () => string
}

/** The generations of replies from their beginning to their saved end. */
export class LiveGenerations {
  readonly #ports: LiveGenerationsPorts
  readonly #live = new Map<GenerationId, LiveGeneration>()

  constructor(ports: LiveGenerationsPorts) {
    this.#ports = ports
  }

  /** Throws the ExpectedError `generation.busy` when no more may wait. */
  refuseWhenFull(): void {
    const { scheduler } = this.#ports
    if (scheduler.isClosed) throw new ExpectedError(invalidRequest())
    if (scheduler.isFull) throw new ExpectedError(busy(WAITING_LIMIT))
  }

  /**
   * The status that the next reply begins with. True as long as every job is submitted under the repository's mutex: one of another kind
   * could come between the save and `begin`, and a row that waits would say `streaming`.
   */
  firstStatus(): { kind: 'queued' } | { kind: 'streaming' } {
    return { kind: this.#ports.scheduler.runningTitle === null ? 'streaming' : 'queued' }
  }

  /** `reply` is saved with `firstStatus`. `before`: the reply as it was, when it is continued. */
  begin({ title }: Conversation, reply: AssistantMessage, before: AssistantMessage | null): GenerationState {
    const { scheduler, newId } = this.#ports
    const job: Job = new Job({
      title: () => generation.title,
      onWaiting: (behind) => generation.stream.showPhase({ kind: 'queued', behind }),
      run: async () => this.#end(generation, await generateReply(generation, this.#ports)),
      onStoppedWaiting: () => this.#end(generation, { status: { kind: 'stopped' }, stats: before?.stats ?? null, repeatsFrom: null })
    })
    const { failedLoads: failedLoadsBefore } = this.#ports.engines
    const generation = new LiveGeneration(
      { id: newId(), title, job, reply, before, phase: this.#firstPhase(), failedLoadsBefore },
      this.#ports
    )
    this.#live.set(generation.id, generation)
    scheduler.submit(job)
    return generation.state
  }

  /** No text is added any more; `ended` follows when the engine is idle and the row saved. Idempotent; an unknown id is success. */
  stop(id: GenerationId): void {
    const generation = this.#live.get(id)
    if (generation) this.#ports.scheduler.stop(generation.job)
  }

  /** What is being thought ends, and the answer begins. Idempotent; an unknown id is success. */
  answerNow(id: GenerationId): void {
    this.#live.get(id)?.job.answerNow()
  }

  stopAllOf(conversationId: ConversationId): void {
    for (const { generationId } of this.states(conversationId)) this.stop(generationId)
  }

  /** Keeps a generation that waits from its turn; null when it does not wait. */
  hold(id: GenerationId): (Hold & { generation: LiveGeneration }) | null {
    const generation = this.#live.get(id)
    const held = generation && this.#ports.scheduler.hold(generation.job)
    return held ? { generation, ...held } : null
  }

  /** The last of a generation: its reply is saved as `message`, or gone. */
  leave(generation: LiveGeneration, message: AssistantMessage): void {
    this.#live.delete(generation.id)
    generation.stream.end(message)
  }

  /** Those that have not ended, of one conversation or of all. */
  states(conversationId?: ConversationId): GenerationState[] {
    const states = [...this.#live.values()].map((generation) => generation.state)
    return conversationId === undefined ? states : states.filter((state) => state.conversationId === conversationId)
  }

  /** Messages of the store as they are now: a growing reply with all text published so far. Under the mutex. */
  present(messages: readonly Message[]): Message[] {
    const growing = new Map([...this.#live.values()].map((generation) => [generation.reply.id, generation]))
    return messages.map((message) => growing.get(message.id)?.shown ?? settled(message))
  }

  /**
   * Stops what is being written and saves it, within two seconds. What waits stays on the disk as it is: it is a draft at the next start.
   */
  async close(): Promise<void> {
    await this.#ports.scheduler.close()
    await this.#ports.repository.close()
  }

  async #end(generation: LiveGeneration, end: ReplyEnd): Promise<void> {
    const { repository } = this.#ports
    await generation.text.settle()
    const { tooLong, written } = end
    const kept = written && written.length > 0 ? keptText(JSON.stringify(written)) : null
    const message = endedReply(generation, end, kept)
    await repository.exclusively(async () => {
      const onRemoved = (): void => this.leave(generation, message)
      const isNew = generation.before === null
      if (isNew && tooLong && (await unsendTooLong(message, tooLong, { ...this.#ports, onRemoved }))) return
      this.leave(generation, await repository.saveEndedReply(message, kept ? [kept] : []))
    })
  }

  #firstPhase(): GenerationPhase {
    const behind = this.#ports.scheduler.runningTitle
    if (behind !== null) return { kind: 'queued', behind }
    return this.#ports.engines.ready ? { kind: 'reading', done: 0, total: 0 } : { kind: 'waitingForModel' }
  }
}

function endedReply(
  { shown, before, job }: LiveGeneration,
  { status, stats, repeatsFrom, threads }: ReplyEnd,
  written: KeptText | null
): AssistantMessage {
  const cut = status.kind === 'stopped' && job.isCutByClose ? { kind: 'interrupted' as const } : status
  const settled = settledParts(shown)
  // What a generation has read that added nothing is told of no part.
  if (settled.length < shown.parts.length)
    return { ...shown, status: cut, stats, parts: settled, contextStartId: before?.contextStartId ?? null }
  const parts = settled.map((part, index, { length }) =>
    index === length - 1
      ? {
          ...part,
          ...(repeatsFrom !== null && { repeatsFrom }),
          ...(written && { writtenTextId: written.id }),
          ...(threads && { threads })
        }
      : part
  )
  return { ...shown, status: cut, stats, parts }
}

// An unfinished row without a generation: the recovery at the start could not write it.
function settled(message: Message): Message {
  return message.role === 'user' || hasEnded(message) ? message : { ...message, status: { kind: 'interrupted' } }
}
