import type { GenerationPhase, GenerationState } from '../../../shared/domain/generation'
import type { GenerationId } from '../../../shared/domain/ids'
import type { KeptText } from '../../../shared/domain/keptText'
import type { AssistantMessage } from '../../../shared/domain/message'
import type { EventPublisher } from '../eventHub'
import type { Job } from '../inference/scheduler'
import type { Clock } from '../async/clock'
import type { ConversationRepository } from '../conversations/conversationRepository'
import type { ConversationStore } from '../conversations/conversationStore'
import type { Log } from '../errors/log'
import { GenerationStream } from './generationStream'
import { ReplyText } from './replyText'

export interface LiveGenerationPorts {
  store: () => ConversationStore
  events: EventPublisher
  clock: Clock
  log: Log
}

interface Beginning {
  id: GenerationId
  title: string
  job: Job
  /** As saved, `queued` or `streaming`. */
  reply: AssistantMessage
  /** The reply as it was, when it is continued; null for a new one. */
  before: AssistantMessage | null
  phase: GenerationPhase
  /** `EngineProvider.failedLoads` at this moment. */
  failedLoadsBefore: number
}

/** A reply from the moment it is saved until its generation has ended: its row, its text, its events, and the job that generates it. */
export class LiveGeneration {
  readonly id: GenerationId
  readonly job: Job
  readonly before: AssistantMessage | null
  readonly stream: GenerationStream
  readonly text: ReplyText
  readonly failedLoadsBefore: number
  /** Of its conversation: what those that wait for it are told. */
  title: string
  /** As last saved; its text and thought are in `text`. */
  reply: AssistantMessage

  constructor({ id, title, job, reply, before, phase, failedLoadsBefore }: Beginning, ports: LiveGenerationPorts) {
    this.id = id
    this.title = title
    this.job = job
    this.reply = reply
    this.before = before
    this.failedLoadsBefore = failedLoadsBefore
    const ids = { generationId: id, conversationId: reply.conversationId, messageId: reply.id }
    this.stream = new GenerationStream(ids, phase, job.signals.stop, ports)
    this.text = new ReplyText(reply, ports)
  }

  get state(): GenerationState {
    return this.stream.state
  }

  /** Saves the reply in this form, with the texts that its parts name. */
  async save(
    reply: AssistantMessage,
    repository: Pick<ConversationRepository, 'saveReply'>,
    texts: readonly KeptText[] = []
  ): Promise<void> {
    await repository.saveReply(reply, texts)
    this.reply = reply
  }

  /** The reply with all text and thought up to `state.sequence`: what a window that opens now has to show. */
  get shown(): AssistantMessage {
    return { ...this.reply, text: this.text.text, thought: this.text.thought }
  }
}
