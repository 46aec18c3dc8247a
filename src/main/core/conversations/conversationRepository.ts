import type { ConversationPage } from '../../../shared/contract/calls'
import type { Conversation } from '../../../shared/domain/conversation'
import type { ConversationId } from '../../../shared/domain/ids'
import type { KeptText, TextId } from '../../../shared/domain/keptText'
import type { AssistantMessage, Message } from '../../../shared/domain/message'
import { toAppErrorOrInternal, replyNotSaved } from '../errors/appErrors'
import type { EventPublisher } from '../eventHub'
import { Mutex } from '../../../shared/async/mutex'
import type { Clock } from '../async/clock'
import type { ConversationIndex, ListCursor } from './conversationIndex'
import type { ConversationStore } from './conversationStore'
import type { Log } from '../errors/log'
import { unsend, type Unsent } from './unsend'
import { UnsavedReplies } from './unsavedReplies'

const PAGE = 40 // conversations: each takes memory of the window, whether it is seen or not

export interface ConversationRepositoryPorts {
  /** Throws the ExpectedError that says why there is none. */
  store: () => ConversationStore
  /** Of the same conversations; throws as `store` does. */
  index: () => ConversationIndex
  events: EventPublisher
  clock: Clock
  log: Log
}

interface UnsendChoices {
  readonly isUnasked: boolean
  readonly onlyWithText?: boolean
  readonly onRemoved: () => void
}

export type FoundConversation = { conversation: Conversation; messages: Message[] }

/**
 * Conversations as people know them: every change is saved, then published. Whatever reads a conversation, decides and writes it back
 * runs under the mutex; methods marked "under the mutex" expect their caller to hold it.
 */
export class ConversationRepository {
  readonly #ports: ConversationRepositoryPorts
  readonly #mutex = new Mutex()
  readonly #unsaved: UnsavedReplies

  constructor(ports: ConversationRepositoryPorts) {
    this.#ports = ports
    this.#unsaved = new UnsavedReplies(ports.clock, () => this.#retryUnsaved())
  }

  /** Runs `task` when every earlier one has ended. A task must not wait for another one. */
  exclusively<T>(task: () => Promise<T>): Promise<T> {
    return this.#mutex.run(task)
  }

  /** Throws the ExpectedError that says why nothing can be read or written; to be called before something is begun that will need it. */
  refuseWhenUnavailable(): void {
    this.#ports.store()
  }

  /** Null when there is none. A reply that the disk has refused is in it with the status `failed`. */
  async read(id: ConversationId): Promise<FoundConversation | null> {
    const found = await this.#ports.store().readConversation(id)
    return found && { conversation: found.conversation, messages: this.#unsaved.laidOver(found.messages) }
  }

  /** What was kept with a reply of a conversation; null when there is none. */
  readText(id: ConversationId, textId: TextId): Promise<string | null> {
    return this.#ports.store().readText(id, textId)
  }

  /** Without its messages; null when there is none. */
  readHead(id: ConversationId): Promise<Conversation | null> {
    return this.#ports.store().readHead(id)
  }

  /** The same as JSON of its messages; null also where one of them has not ended, or was refused by the disk. */
  async readEnded(id: ConversationId): Promise<{ conversation: Conversation; messagesJson: string } | null> {
    return this.#unsaved.isEmpty ? await this.#ports.store().readEnded(id) : null
  }

  /** Under the mutex. All or nothing. */
  async save(conversation: Conversation, messages: readonly Message[] = []): Promise<void> {
    await this.#ports.store().save(conversation, messages)
    for (const { id } of messages) this.#unsaved.forget(id)
    this.#ports.events.emit('conversation.saved', { conversation })
    for (const message of messages) this.#ports.events.emit('message.saved', { message })
  }

  /**
   * A reply whose generation continues: its status, context or settings have changed. Needs no mutex: only the one owner of a live reply
   * calls it, and it is a single UPDATE of that reply's row, decided on nothing that was read. `texts`: those that its parts name.
   */
  async saveReply(message: AssistantMessage, texts: readonly KeptText[] = []): Promise<void> {
    await this.#ports.store().saveReply(message, texts)
    this.#ports.events.emit('message.saved', { message })
  }

  /**
   * Under the mutex. The last save of a reply; its stream publishes it. Resolves with what to show: the message, or, where it could not be
   * saved, the same text as `failed`. That one is kept in memory and tried again every five seconds.
   */
  async saveEndedReply(message: AssistantMessage, texts: readonly KeptText[] = []): Promise<AssistantMessage> {
    try {
      await this.#ports.store().saveReply(message, texts)
      this.#unsaved.forget(message.id)
      return message
    } catch (thrown) {
      this.#ports.log.error('A reply could not be saved', thrown)
      const shown: AssistantMessage = { ...message, status: { kind: 'failed', error: replyNotSaved(toAppErrorOrInternal(thrown)) } }
      this.#unsaved.add({ message, texts, shown })
      return shown
    }
  }

  /**
   * Under the mutex. See `unsend`. `onRemoved` runs after the messages are gone and before that is published: the end of a generation
   * must be published first. `isUnasked`: the person did not ask for it, so the window puts the text into the composer by itself.
   * `onlyWithText`: only a reply that goes together with its message.
   */
  async unsend(reply: AssistantMessage, { isUnasked, onlyWithText = false, onRemoved }: UnsendChoices): Promise<Unsent | null> {
    const unsent = await unsend(reply, this.#ports.store(), { onlyWithText })
    if (!unsent) return null
    onRemoved()
    const { conversation, removedIds, moved, text } = unsent
    for (const message of moved) this.#ports.events.emit('message.saved', { message })
    const messageIds = [...removedIds]
    this.#ports.events.emit('message.removed', { conversationId: conversation.id, messageIds, ...(isUnasked && text !== null && { text }) })
    this.#ports.events.emit('conversation.saved', { conversation })
    return unsent
  }

  /** The page of the list that begins at `from`, which an earlier page gave as `next`; null: the newest. */
  list(from: ListCursor | null): Promise<ConversationPage> {
    return this.#ports.index().list({ before: from, limit: PAGE })
  }

  /** Hides a conversation from the list. */
  async delete(conversationId: ConversationId): Promise<void> {
    await this.#ports.index().setDeleted(conversationId, this.#ports.clock.now())
    this.#ports.events.emit('conversation.removed', { conversationId })
  }

  /** Brings a deleted one back; null when there is none any more. */
  async restore(id: ConversationId): Promise<Conversation | null> {
    await this.#ports.index().setDeleted(id, null)
    const found = await this.#ports.store().readConversation(id)
    if (found) this.#ports.events.emit('conversation.saved', { conversation: found.conversation })
    return found?.conversation ?? null
  }

  /** `null`: the draft of the next new chat. */
  readDraft(id: ConversationId | null): Promise<string> {
    return this.#ports.store().readDraft(id)
  }

  saveDraft(id: ConversationId | null, text: string): Promise<void> {
    return this.#ports.store().saveDraft(id, text)
  }

  /** Whether the disk has refused this reply. */
  isUnsaved(id: string): boolean {
    return this.#unsaved.has(id)
  }

  /** The last try to save what the disk has refused. */
  close(): Promise<void> {
    return this.#unsaved.close()
  }

  async #retryUnsaved(): Promise<void> {
    for (const id of this.#unsaved.ids()) {
      await this.exclusively(async () => {
        const { message, texts } = this.#unsaved.of(id) ?? {}
        if (message && (await this.saveEndedReply(message, texts)) === message) this.#ports.events.emit('message.saved', { message })
      })
    }
  }
}
