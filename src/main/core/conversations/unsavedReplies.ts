import type { MessageId } from '../../../shared/domain/ids'
import type { KeptText } from '../../../shared/domain/keptText'
import type { AssistantMessage, Message } from '../../../shared/domain/message'
import type { Clock } from '../async/clock'

const RETRY = 5_000 // ms

/** What will be saved, with the texts that its parts name, and what is shown until then. */
interface UnsavedReply {
  readonly message: AssistantMessage
  readonly texts: readonly KeptText[]
  readonly shown: AssistantMessage
}

/** Ended replies that the disk has refused. They are shown from here, and `retry` is called every five seconds while there are any. */
export class UnsavedReplies {
  readonly #clock: Clock
  readonly #retry: () => Promise<void>
  readonly #replies = new Map<MessageId, UnsavedReply>()
  #cancelRetry: (() => void) | null = null

  constructor(clock: Clock, retry: () => Promise<void>) {
    this.#clock = clock
    this.#retry = retry
  }

  add(reply: UnsavedReply): void {
    this.#replies.set(reply.message.id, reply)
    this.#schedule()
  }

  get isEmpty(): boolean {
    return this.#replies.size === 0
  }

  has(id: MessageId): boolean {
    return this.#replies.has(id)
  }

  /** It was saved, or replaced by another text. */
  forget(id: MessageId): void {
    this.#replies.delete(id)
  }

  /** Of those that are still to be saved. */
  ids(): MessageId[] {
    return [...this.#replies.keys()]
  }

  of(id: MessageId): UnsavedReply | undefined {
    return this.#replies.get(id)
  }

  /** Messages of the store, with what is shown in place of what could not be saved. */
  laidOver(messages: readonly Message[]): Message[] {
    return messages.map((message) => this.#replies.get(message.id)?.shown ?? message)
  }

  /** Tries once more, for the last time. */
  async close(): Promise<void> {
    this.#cancelRetry?.()
    await this.#retry()
    this.#cancelRetry?.()
  }

  #schedule(): void {
    this.#cancelRetry?.()
    this.#cancelRetry = this.#clock.after(RETRY, () => {
      this.#cancelRetry = null
      void this.#retry()
    })
  }
}
