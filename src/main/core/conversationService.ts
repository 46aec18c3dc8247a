import type { CallInput, CallOutput } from '../../shared/contract/calls'
import type { Conversation } from '../../shared/domain/conversation'
import { newestLeafUnder } from '../../shared/domain/messageTree'
import { unknownRequest } from './appErrors'
import { ExpectedError } from './expectedError'
import type { LastOpened } from './lastOpened'
import type { LiveGenerations } from './liveGenerations'
import type { OneAtATime } from './oneAtATime'
import type { Clock } from './ports/clock'
import type { ConversationIndex } from './ports/conversationIndex'
import type { ConversationStore } from './ports/conversationStore'
import type { EventSink } from './ports/eventSink'
import type { Log } from './ports/log'
import type { ReplyKeeper } from './replyKeeper'

interface ConversationServicePorts {
  /** Throws the ExpectedError that says why there is none. */
  store: () => ConversationStore
  index: () => ConversationIndex
  keeper: ReplyKeeper
  live: LiveGenerations
  line: OneAtATime
  lastOpened: LastOpened
  events: EventSink
  clock: Clock
  log: Log
}

/** What people do with conversations besides having them answered. */
export class ConversationService {
  readonly #ports: ConversationServicePorts

  constructor(ports: ConversationServicePorts) {
    this.#ports = ports
  }

  /** The conversation as it is at this moment, with what is being generated in it. It is the open one from now on. */
  open({ conversationId }: CallInput<'conversation.open'>): Promise<CallOutput<'conversation.open'>> {
    const { keeper, live, line, store } = this.#ports
    return line.run(async () => {
      const draft = await store().readDraft(conversationId)
      const found = await keeper.read(conversationId)
      if (!found) throw new ExpectedError(unknownRequest())
      this.#ports.lastOpened.remember(conversationId)
      // Texts and sequences are of one moment: nothing may be awaited between them.
      return {
        conversation: found.conversation,
        messages: live.present(found.messages),
        generations: live.states(conversationId),
        draft
      }
    })
  }

  leave(): void {
    this.#ports.lastOpened.remember(null)
  }

  /** Its generations are stopped first. `restore` brings it back with all that was written. */
  async delete({ conversationId }: CallInput<'conversation.delete'>): Promise<void> {
    const { index, live, line, clock, lastOpened, events } = this.#ports
    index() // refuses in words while there is none, before anything is stopped
    live.stopAllOf(conversationId)
    await line.run(() => index().setDeleted(conversationId, clock.now()))
    if (lastOpened.id === conversationId) lastOpened.remember(null)
    events.emit('conversation.removed', { conversationId })
  }

  restore({ conversationId }: CallInput<'conversation.restore'>): Promise<Conversation> {
    const { store, index, line, events } = this.#ports
    return line.run(async () => {
      await index().setDeleted(conversationId, null)
      const found = await store().readConversation(conversationId)
      if (!found) throw new ExpectedError(unknownRequest())
      events.emit('conversation.saved', { conversation: found.conversation })
      return found.conversation
    })
  }

  /** The branch that is shown becomes the newest one below this message. */
  showVariant({ conversationId, messageId }: CallInput<'conversation.showVariant'>): Promise<Conversation> {
    const { store, line, events } = this.#ports
    return line.run(async () => {
      const found = await store().readConversation(conversationId)
      if (!found?.messages.some((message) => message.id === messageId)) throw new ExpectedError(unknownRequest())
      const conversation = { ...found.conversation, activeLeafId: newestLeafUnder(found.messages, messageId) }
      await store().save(conversation, [])
      events.emit('conversation.saved', { conversation })
      return conversation
    })
  }

  saveDraft({ conversationId, text }: CallInput<'conversation.saveDraft'>): Promise<void> {
    return this.#ports.store().saveDraft(conversationId, text)
  }
}
