import type { ConversationId, MessageId } from '../../shared/domain/ids'
import type { AssistantMessage, Message } from '../../shared/domain/message'
import type { OneAtATime } from './oneAtATime'
import { replyNotSaved, toAppErrorOrInternal } from './appErrors'
import type { Clock } from './ports/clock'
import type { ConversationStore } from './ports/conversationStore'
import type { EventSink } from './ports/eventSink'
import type { Log } from './ports/log'

const RETRY = 5_000 // ms

interface ReplyKeeperPorts {
  store: () => ConversationStore
  line: OneAtATime
  events: EventSink
  clock: Clock
  log: Log
}

/** Saves replies that have ended. What the disk refuses stays here, is shown from here, and is tried again until it is saved. */
export class ReplyKeeper {
  readonly #ports: ReplyKeeperPorts
  /** What will be saved, and what is shown until then. */
  readonly #unsaved = new Map<MessageId, { message: AssistantMessage; shown: AssistantMessage }>()
  #cancelRetry: (() => void) | null = null

  constructor(ports: ReplyKeeperPorts) {
    this.#ports = ports
  }

  /** In the line. Resolves with what to show: the message, or, where it could not be saved, the same text as failed. */
  async keep(message: AssistantMessage): Promise<AssistantMessage> {
    try {
      await this.#ports.store().saveReply(message)
      this.#unsaved.delete(message.id)
      return message
    } catch (thrown) {
      this.#ports.log.error('A reply could not be saved', thrown)
      const shown: AssistantMessage = { ...message, status: { kind: 'failed', error: replyNotSaved(toAppErrorOrInternal(thrown)) } }
      this.#unsaved.set(message.id, { message, shown })
      this.#scheduleRetry()
      return shown
    }
  }

  /** These messages as the person knows them. */
  withUnsaved(messages: readonly Message[]): Message[] {
    return messages.map((message) => this.#unsaved.get(message.id)?.shown ?? message)
  }

  /** The conversation as the person knows it; null when there is none. */
  async read(id: ConversationId): ReturnType<ConversationStore['readConversation']> {
    const found = await this.#ports.store().readConversation(id)
    return found && { conversation: found.conversation, messages: this.withUnsaved(found.messages) }
  }

  /** This reply was saved again in another way. */
  forget(id: MessageId): void {
    this.#unsaved.delete(id)
  }

  /** The last try. */
  async close(): Promise<void> {
    this.#cancelRetry?.()
    await this.#retry()
    this.#cancelRetry?.()
  }

  #scheduleRetry(): void {
    this.#cancelRetry?.()
    this.#cancelRetry = this.#ports.clock.after(RETRY, () => {
      this.#cancelRetry = null
      void this.#retry()
    })
  }

  async #retry(): Promise<void> {
    const { line, events } = this.#ports
    for (const id of [...this.#unsaved.keys()]) {
      await line.run(async () => {
        const unsaved = this.#unsaved.get(id)
        if (unsaved && (await this.keep(unsaved.message)) === unsaved.message) events.emit('message.saved', { message: unsaved.message })
      })
    }
  }
}
