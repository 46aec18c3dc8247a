import type { CallInput, CallOutput } from '../../../shared/contract/calls'
import type { Conversation } from '../../../shared/domain/conversation'
import type { GenerationState } from '../../../shared/domain/generation'
import type { ConversationId } from '../../../shared/domain/ids'
import type { ReadingPlace } from '../../../shared/domain/readingPlace'
import type { Message } from '../../../shared/domain/message'
import { newestLeafUnder } from '../../../shared/domain/messageTree'
import type { ConversationRepository } from './conversationRepository'
import { unknownRequest } from '../errors/appErrors'
import { ExpectedError } from '../errors/expectedError'
import { withJsonMember } from '../../../shared/contract/jsonMember'
import type { LastOpened } from '../settings/lastOpened'
import type { NewChoice } from '../settings/newChoice'
import type { ReadingPlaces } from '../settings/readingPlaces'

/** What conversations need to know of the generations in them. */
interface RunningGenerations {
  stopAllOf(conversationId: ConversationId): void
  states(conversationId: ConversationId): GenerationState[]
  /** Messages of the store with the text that growing replies have by now. */
  present(messages: readonly Message[]): Message[]
}

interface WaitingGenerations {
  /** Under the mutex. */
  removeAllOf(conversationId: ConversationId): Promise<void>
}

interface ConversationServicePorts {
  repository: ConversationRepository
  live: RunningGenerations
  queue: WaitingGenerations
  lastOpened: LastOpened
  readingPlaces: ReadingPlaces
  newChoice: NewChoice
}

/** What people do with conversations besides having replies generated. */
export class ConversationService {
  readonly #ports: ConversationServicePorts

  constructor(ports: ConversationServicePorts) {
    this.#ports = ports
  }

  /** The conversation as it is at this moment, with what is being generated in it. It is the open one from now on. */
  open({ conversationId }: CallInput<'conversation.open'>): Promise<CallOutput<'conversation.open'>> {
    const { repository, live, lastOpened, readingPlaces } = this.#ports
    return repository.exclusively(async () => {
      const draft = await repository.readDraft(conversationId)
      const ended = live.states(conversationId).length === 0 ? await repository.readEnded(conversationId) : null
      // Texts and sequences are of one moment: nothing may be awaited between them.
      if (ended && live.states(conversationId).length === 0) {
        lastOpened.remember(conversationId)
        const rest = { conversation: ended.conversation, generations: [], draft, place: readingPlaces.of(conversationId) }
        return withJsonMember<typeof rest, 'messages', Message[]>(rest, 'messages', ended.messagesJson)
      }
      const found = await repository.read(conversationId)
      if (!found) throw new ExpectedError(unknownRequest())
      lastOpened.remember(conversationId)
      // Nothing may be awaited between these texts and the sequences.
      return {
        conversation: found.conversation,
        messages: live.present(found.messages),
        generations: live.states(conversationId),
        draft,
        place: readingPlaces.of(conversationId)
      }
    })
  }

  list({ from }: CallInput<'conversation.list'>): Promise<CallOutput<'conversation.list'>> {
    return this.#ports.repository.list(from)
  }

  readText({ conversationId, textId }: CallInput<'conversation.readText'>): Promise<string | null> {
    return this.#ports.repository.readText(conversationId, textId)
  }

  leave(): void {
    this.#ports.lastOpened.remember(null)
  }

  /** What waits in it becomes its draft, and its reply is stopped first. `restore` brings it back with all that was written. */
  async delete({ conversationId }: CallInput<'conversation.delete'>): Promise<void> {
    const { repository, live, queue, lastOpened } = this.#ports
    repository.refuseWhenUnavailable() // before anything is stopped
    await repository.exclusively(async () => {
      await queue.removeAllOf(conversationId)
      live.stopAllOf(conversationId)
      await repository.delete(conversationId)
    })
    if (lastOpened.id === conversationId) lastOpened.remember(null)
  }

  restore({ conversationId }: CallInput<'conversation.restore'>): Promise<Conversation> {
    const { repository } = this.#ports
    return repository.exclusively(async () => {
      const conversation = await repository.restore(conversationId)
      if (!conversation) throw new ExpectedError(unknownRequest())
      return conversation
    })
  }

  /** The branch that is shown becomes the newest one below this message. */
  showVariant({ conversationId, messageId }: CallInput<'conversation.showVariant'>): Promise<Conversation> {
    const { repository } = this.#ports
    return repository.exclusively(async () => {
      const found = await repository.read(conversationId)
      if (!found?.messages.some((message) => message.id === messageId)) throw new ExpectedError(unknownRequest())
      const conversation = { ...found.conversation, activeLeafId: newestLeafUnder(found.messages, messageId) }
      await repository.save(conversation)
      return conversation
    })
  }

  /** What replies are generated with from now on. Throws the ExpectedError `request.unknown` where the conversation is gone. */
  async choose({ conversationId, choice }: CallInput<'conversation.choose'>): Promise<void> {
    const { repository, newChoice } = this.#ports
    if (conversationId === null) return newChoice.choose(choice)
    await repository.exclusively(async () => {
      const found = await repository.readHead(conversationId)
      if (!found) throw new ExpectedError(unknownRequest())
      const { id, title, createdAt, updatedAt, activeLeafId } = found
      await repository.save({ id, title, createdAt, updatedAt, activeLeafId, ...(choice && { choice }) })
    })
  }

  saveDraft({ conversationId, text }: CallInput<'conversation.saveDraft'>): Promise<void> {
    return this.#ports.repository.saveDraft(conversationId, text)
  }

  savePlace(conversationId: ConversationId, place: ReadingPlace | null): void {
    this.#ports.readingPlaces.remember(conversationId, place)
  }
}
