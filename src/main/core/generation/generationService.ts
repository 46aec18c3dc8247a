import type { CallInput, CallOutput } from '../../../shared/contract/calls'
import { isBlank } from '../../../shared/domain/blank'
import type { Conversation } from '../../../shared/domain/conversation'
import type { ConversationId } from '../../../shared/domain/ids'
import type { AssistantMessage, Message, UserMessage } from '../../../shared/domain/message'
import { newestLeafUnder } from '../../../shared/domain/messageTree'
import { invalidRequest, unknownRequest } from '../errors/appErrors'
import { ExpectedError } from '../errors/expectedError'
import type { EngineProvider } from '../inference/engineProvider'
import type { LastOpened } from '../settings/lastOpened'
import type { Clock } from '../async/clock'
import type { Log } from '../errors/log'
import { titleOf } from '../conversations/title'
import type { LiveGenerations } from './liveGenerations'
import { chosenIn, type ChosenInPorts } from './chosenIn'
import { refuseTooLong } from './tooLong'

interface GenerationServicePorts extends ChosenInPorts {
  live: LiveGenerations
  engines: EngineProvider
  lastOpened: LastOpened
  newId: () => string
  clock: Clock
  log: Log
}
type Started = CallOutput<'generation.start'>

/** What people ask of generations. What they wrote is saved before an engine is asked. A request that fails has changed nothing. */
export class GenerationService {
  readonly #ports: GenerationServicePorts

  constructor(ports: GenerationServicePorts) {
    this.#ports = ports
  }

  /** Saves the message and begins its reply. Throws an ExpectedError or a StorageFailure. */
  async send({ conversationId, parentId, text }: CallInput<'generation.send'>): Promise<CallOutput<'generation.send'>> {
    const { repository, engines } = this.#ports
    if (isBlank(text)) throw new ExpectedError(invalidRequest())
    repository.refuseWhenUnavailable()
    await refuseTooLong(text, engines.ready, (model) => chosenIn(conversationId, model, this.#ports), this.#ports)
    const sent = await repository.exclusively(() => this.#saveAndBegin(conversationId, parentId, text))
    void this.#clearDraft(conversationId, text)
    return sent
  }

  /** Begins another variant of the reply under a message of the person. */
  start({ conversationId, parentId }: CallInput<'generation.start'>): Promise<Started> {
    return this.#ports.repository.exclusively(async () => {
      this.#ports.live.refuseWhenFull()
      const { conversation, messages } = await this.#read(conversationId)
      const parent = find(messages, parentId)
      if (parent.role !== 'user') throw new ExpectedError(invalidRequest())
      const reply = this.#newReply(parent)
      return this.#begin({ ...conversation, updatedAt: reply.createdAt, activeLeafId: reply.id }, [], reply, null)
    })
  }

  /** Continues a reply that did not come to its natural end. */
  continue({ conversationId, messageId }: CallInput<'generation.continue'>): Promise<Started> {
    const { live, repository } = this.#ports
    return repository.exclusively(async () => {
      live.refuseWhenFull()
      const { conversation, messages } = await this.#read(conversationId)
      const before = find(live.present(messages), messageId)
      if (before.role !== 'assistant' || !canContinue(before)) throw new ExpectedError(invalidRequest())
      const activeLeafId = newestLeafUnder(messages, messageId)
      return this.#begin({ ...conversation, activeLeafId }, [], { ...before, status: live.firstStatus() }, before)
    })
  }

  async #saveAndBegin(
    conversationId: ConversationId | null,
    parentId: string | null,
    text: string
  ): Promise<CallOutput<'generation.send'>> {
    const { live, clock, newId, lastOpened, newChoice } = this.#ports
    live.refuseWhenFull()
    const known = conversationId === null ? null : await this.#read(conversationId)
    // Two messages of the person in a row are never asked for by the window.
    if (parentId !== null && find(known?.messages ?? [], parentId).role === 'user') throw new ExpectedError(invalidRequest())
    const now = clock.now()
    const id = known?.conversation.id ?? newId()
    const userMessage: UserMessage = { role: 'user', id: newId(), conversationId: id, parentId, text, createdAt: now }
    const reply = this.#newReply(userMessage)
    const begun = known?.conversation ?? { id, title: titleOf(text), createdAt: now, ...newChoice.asPart }
    const taken = newChoice.current
    // Before the disk is waited for: what is chosen meanwhile is for the chat after this one.
    if (!known) newChoice.choose(null)
    const grown = { ...begun, updatedAt: now, activeLeafId: reply.id }
    const started = await this.#begin(grown, [userMessage], reply, null).catch((thrown: unknown) => {
      if (!known && newChoice.current === null) newChoice.choose(taken)
      throw thrown
    })
    if (!known) lastOpened.rememberNew(id) // the window shows it from now on
    return { ...started, userMessage }
  }

  async #begin(
    conversation: Conversation,
    above: readonly Message[],
    reply: AssistantMessage,
    before: AssistantMessage | null
  ): Promise<Started> {
    await this.#ports.repository.save(conversation, [...above, reply])
    return { conversation, message: reply, generation: this.#ports.live.begin(conversation, reply, before) }
  }

  async #read(id: ConversationId): Promise<{ conversation: Conversation; messages: Message[] }> {
    const found = await this.#ports.repository.read(id)
    if (!found) throw new ExpectedError(unknownRequest())
    return found
  }

  #newReply({ id, conversationId }: UserMessage): AssistantMessage {
    return {
      role: 'assistant',
      id: this.#ports.newId(),
      conversationId,
      parentId: id,
      text: '',
      createdAt: this.#ports.clock.now(),
      status: this.#ports.live.firstStatus(),
      thought: null,
      stats: null,
      parts: [],
      contextStartId: null
    }
  }

  // The composer clears its draft too, but a crash before that would show the text twice.
  async #clearDraft(conversationId: ConversationId | null, text: string): Promise<void> {
    const { repository, log } = this.#ports
    try {
      const draft = await repository.readDraft(conversationId)
      if (draft === text) await repository.saveDraft(conversationId, '')
    } catch (thrown) {
      log.error('The draft of a sent message could not be cleared', thrown)
    }
  }
}

function find(messages: readonly Message[], id: string): Message {
  const found = messages.find((message) => message.id === id)
  if (!found) throw new ExpectedError(unknownRequest())
  return found
}

function canContinue({ status }: AssistantMessage): boolean {
  if (status.kind === 'complete') return status.reason !== 'finished'
  return status.kind === 'stopped' || status.kind === 'interrupted' || status.kind === 'failed'
}
