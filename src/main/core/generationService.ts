import type { CallInput, CallOutput } from '../../shared/contract/calls'
import { isBlank } from '../../shared/domain/blank'
import type { Conversation } from '../../shared/domain/conversation'
import type { ConversationId, GenerationId } from '../../shared/domain/ids'
import type { AssistantMessage, Message, UserMessage } from '../../shared/domain/message'
import { newestLeafUnder } from '../../shared/domain/messageTree'
import { invalidRequest, unknownRequest } from './appErrors'
import { ExpectedError } from './expectedError'
import type { LiveGeneration } from './liveGeneration'
import type { LastOpened } from './lastOpened'
import type { LiveGenerations, LiveGenerationsPorts } from './liveGenerations'
import { refuseTooLong } from './messageLength'
import { findWithdrawal, saveWithdrawal, tellOfWithdrawal } from './takeBack'
import { titleOf } from './title'

type GenerationServicePorts = LiveGenerationsPorts & { live: LiveGenerations; lastOpened: LastOpened }
type Started = CallOutput<'generation.start'>

/** What people ask of generations. What they wrote is saved before an engine is asked. A request that fails has changed nothing. */
export class GenerationService {
  readonly #ports: GenerationServicePorts

  constructor(ports: GenerationServicePorts) {
    this.#ports = ports
  }

  /** Saves the message and begins its reply. Throws an ExpectedError or a StorageFailure. */
  async send({ conversationId, parentId, text }: CallInput<'generation.send'>): Promise<CallOutput<'generation.send'>> {
    const { store, models, line } = this.#ports
    if (isBlank(text)) throw new ExpectedError(invalidRequest())
    store() // refuses in words while there is none
    await refuseTooLong(text, models.readyEngine, this.#ports)
    const sent = await line.run(() => this.#saveAndBegin(conversationId, parentId, text))
    void this.#clearDraft(conversationId, text)
    return sent
  }

  /** Begins another variant of the reply under a message of the person. */
  start({ conversationId, parentId }: CallInput<'generation.start'>): Promise<Started> {
    return this.#ports.line.run(async () => {
      this.#ports.live.refuseWhenFull()
      const { conversation, messages } = await this.#read(conversationId)
      const parent = find(messages, parentId)
      if (parent.role !== 'user') throw new ExpectedError(invalidRequest())
      const reply = this.#newReply(parent)
      return this.#begin({ ...conversation, updatedAt: reply.createdAt, activeLeafId: reply.id }, [], reply, null)
    })
  }

  /** Goes on with a reply that did not come to its natural end. */
  continue({ conversationId, messageId }: CallInput<'generation.continue'>): Promise<Started> {
    const { live, line } = this.#ports
    return line.run(async () => {
      live.refuseWhenFull()
      const { conversation, messages } = await this.#read(conversationId)
      const before = find(live.present(messages), messageId)
      if (before.role !== 'assistant' || !canGoOn(before)) throw new ExpectedError(invalidRequest())
      const activeLeafId = newestLeafUnder(messages, messageId)
      return this.#begin({ ...conversation, activeLeafId }, [], { ...before, status: live.firstStatus() }, before)
    })
  }

  /**
   * Takes a waiting generation back; one that runs is stopped, an unknown id is success.
   * `draft`: the conversation's whole draft, when the message that waited came back into it.
   */
  remove(id: GenerationId): Promise<CallOutput<'generation.remove'>> {
    return this.#ports.line.run(async () => {
      const taken = this.#ports.live.take(id)
      if (!taken) {
        this.#ports.live.stop(id)
        return { draft: null }
      }
      try {
        return { draft: await this.#takeBack(taken.generation) }
      } catch (thrown) {
        taken.undo()
        throw thrown
      }
    })
  }

  async #saveAndBegin(
    conversationId: ConversationId | null,
    parentId: string | null,
    text: string
  ): Promise<CallOutput<'generation.send'>> {
    const { live, clock, newId, lastOpened } = this.#ports
    live.refuseWhenFull()
    const known = conversationId === null ? null : await this.#read(conversationId)
    // Two messages of the person in a row are never asked for by the window.
    if (parentId !== null && find(known?.messages ?? [], parentId).role === 'user') throw new ExpectedError(invalidRequest())
    const now = clock.now()
    const id = known?.conversation.id ?? newId()
    const userMessage: UserMessage = { role: 'user', id: newId(), conversationId: id, parentId, text, createdAt: now }
    const reply = this.#newReply(userMessage)
    const grown = { ...(known?.conversation ?? { id, title: titleOf(text), createdAt: now }), updatedAt: now, activeLeafId: reply.id }
    const started = await this.#begin(grown, [userMessage], reply, null)
    if (!known) lastOpened.remember(id) // the window shows it from now on
    return { ...started, userMessage }
  }

  async #begin(
    conversation: Conversation,
    above: readonly Message[],
    reply: AssistantMessage,
    before: AssistantMessage | null
  ): Promise<Started> {
    const { store, keeper, events, live } = this.#ports
    await store().save(conversation, [...above, reply])
    keeper.forget(reply.id)
    events.emit('conversation.saved', { conversation })
    for (const message of [...above, reply]) events.emit('message.saved', { message })
    return { conversation, message: reply, generation: live.begin(conversation, reply, before) }
  }

  async #takeBack(generation: LiveGeneration): Promise<string | null> {
    const { reply, before } = generation
    if (before) return this.#putBack(generation, before)
    const stopped: AssistantMessage = { ...reply, status: { kind: 'stopped' } }
    const withdrawal = await findWithdrawal(reply, this.#ports)
    if (!withdrawal) return this.#putBack(generation, stopped)
    const draft = await saveWithdrawal(withdrawal, this.#ports)
    this.#ports.live.leave(generation, stopped)
    tellOfWithdrawal(withdrawal, this.#ports, { unasked: false }) // the answer to the call carries the draft
    return draft
  }

  async #putBack(generation: LiveGeneration, message: AssistantMessage): Promise<null> {
    await this.#ports.store().saveReply(message)
    this.#ports.live.leave(generation, message)
    return null
  }

  async #read(id: ConversationId): Promise<{ conversation: Conversation; messages: Message[] }> {
    const found = await this.#ports.keeper.read(id)
    if (!found) throw new ExpectedError(unknownRequest())
    return found
  }

  #newReply({ id, conversationId }: UserMessage): AssistantMessage {
    const status = this.#ports.live.firstStatus()
    const model = this.#ports.models.readyEngine?.model.model
    return {
      role: 'assistant',
      id: this.#ports.newId(),
      conversationId,
      parentId: id,
      text: '',
      createdAt: this.#ports.clock.now(),
      status,
      stats: null,
      settings: null,
      contextStartId: null,
      // Known already where it begins at once: then the row need not be saved a second time before the first word.
      modelName: status.kind === 'streaming' ? (model?.name ?? null) : null
    }
  }

  // The composer clears its draft too, but a crash before that would show the text twice.
  async #clearDraft(conversationId: ConversationId | null, text: string): Promise<void> {
    try {
      const draft = await this.#ports.store().readDraft(conversationId)
      if (draft === text) await this.#ports.store().saveDraft(conversationId, '')
    } catch (thrown) {
      this.#ports.log.error('The draft of a sent message could not be cleared', thrown)
    }
  }
}

function find(messages: readonly Message[], id: string): Message {
  const found = messages.find((message) => message.id === id)
  if (!found) throw new ExpectedError(unknownRequest())
  return found
}

function canGoOn({ status }: AssistantMessage): boolean {
  if (status.kind === 'complete') return status.reason !== 'finished'
  return status.kind === 'stopped' || status.kind === 'interrupted' || status.kind === 'failed'
}
