import type { CallInput, CallOutput } from '../../../shared/contract/calls'
import { isBlank } from '../../../shared/domain/blank'
import type { ConversationId, GenerationId } from '../../../shared/domain/ids'
import type { AssistantMessage, UserMessage } from '../../../shared/domain/message'
import { waitingMessages } from '../../../shared/domain/waiting'
import { titleOf } from '../conversations/title'
import { alreadyBegun, invalidRequest } from '../errors/appErrors'
import { ExpectedError } from '../errors/expectedError'
import type { EngineProvider } from '../inference/engineProvider'
import type { Clock } from '../async/clock'
import type { Log } from '../errors/log'
import type { LiveGeneration } from './liveGeneration'
import type { LiveGenerations } from './liveGenerations'
import { chosenIn, type ChosenInPorts } from './chosenIn'
import { refuseTooLong } from './tooLong'

interface QueueServicePorts extends ChosenInPorts {
  live: LiveGenerations
  engines: EngineProvider
  clock: Clock
  log: Log
}

/** What people do with messages that wait for their turn. A request that fails has changed nothing. */
export class QueueService {
  readonly #ports: QueueServicePorts

  constructor(ports: QueueServicePorts) {
    this.#ports = ports
  }

  /** Changes the text of a message that waits. Once its turn has come it is refused: what the model reads is what is shown. */
  async edit({ generationId, text }: CallInput<'generation.edit'>): Promise<CallOutput<'generation.edit'>> {
    const { repository, live, engines } = this.#ports
    if (isBlank(text)) throw new ExpectedError(invalidRequest())
    repository.refuseWhenUnavailable()
    const conversationId = live.states().find((state) => state.generationId === generationId)?.conversationId ?? null
    await refuseTooLong(text, engines.ready, (model) => chosenIn(conversationId, model, this.#ports), this.#ports)
    return repository.exclusively(async () => {
      const held = live.hold(generationId)
      if (!held) throw new ExpectedError(alreadyBegun())
      try {
        return await this.#replaceText(held.generation, text)
      } finally {
        held.release()
      }
    })
  }

  /**
   * Takes a waiting generation out of the queue; one that runs is stopped, an unknown id is success.
   * `draft`: the conversation's whole draft, when the message that waited came back into it.
   */
  remove(id: GenerationId): Promise<CallOutput<'generation.remove'>> {
    return this.#ports.repository.exclusively(async () => {
      const held = this.#ports.live.hold(id)
      if (!held) {
        this.#ports.live.stop(id)
        return { draft: null }
      }
      try {
        const draft = await this.#unsend(held.generation, false)
        held.takeOut()
        return { draft }
      } catch (thrown) {
        held.release()
        throw thrown
      }
    })
  }

  /**
   * Takes everything that waits in a conversation out of the queue, the texts into its draft in their order. Under the mutex. Rejects as the
   * store does; what had been taken out by then stays in the draft.
   */
  async removeAllOf(conversationId: ConversationId): Promise<void> {
    const { live } = this.#ports
    for (const { generationId } of live.states(conversationId)) {
      const held = live.hold(generationId)
      if (!held) continue
      try {
        await this.#unsend(held.generation, true)
        held.takeOut()
      } catch (thrown) {
        held.release()
        throw thrown
      }
    }
  }

  async #replaceText(generation: LiveGeneration, text: string): Promise<UserMessage> {
    const found = await this.#ports.repository.read(generation.reply.conversationId)
    const waiting = waitingMessages(found?.messages ?? []).find(({ reply }) => reply.id === generation.reply.id)
    if (!found || !waiting) throw new ExpectedError(invalidRequest())
    const { conversation } = found
    const message = { ...waiting.question, text }
    // The name that the first message gave follows it; one that came from elsewhere stays.
    const isNamedByIt = message.parentId === null && conversation.title === titleOf(waiting.question.text)
    const title = isNamedByIt ? titleOf(text) : conversation.title
    await this.#ports.repository.save({ ...conversation, title }, [message])
    generation.title = title
    return message
  }

  async #unsend(generation: LiveGeneration, isUnasked: boolean): Promise<string | null> {
    const { repository, live } = this.#ports
    const { reply, before } = generation
    const stopped: AssistantMessage = { ...reply, status: { kind: 'stopped' } }
    const onRemoved = (): void => live.leave(generation, stopped)
    const unsent = before ? null : await repository.unsend(reply, { isUnasked, onRemoved })
    if (unsent) return unsent.draft
    // A reply that waited to be continued is again what it was; one that others hang below stays, stopped.
    const message = before ?? stopped
    await repository.saveReply(message)
    live.leave(generation, message)
    return null
  }
}
