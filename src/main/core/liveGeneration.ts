import type { GenerationPhase, GenerationState } from '../../shared/domain/generation'
import type { GenerationId } from '../../shared/domain/ids'
import type { AssistantMessage } from '../../shared/domain/message'
import { GenerationStream } from './generationStream'
import { GrowingReply } from './growingReply'
import type { Clock } from './ports/clock'
import type { ConversationStore } from './ports/conversationStore'
import type { EventPublisher } from './eventHub'
import type { Log } from './ports/log'

export interface LiveGenerationPorts {
  store: () => ConversationStore
  events: EventPublisher
  clock: Clock
  log: Log
}

interface Beginning {
  id: GenerationId
  /** Title of its conversation. */
  title: string
  /** As saved, `queued` or `streaming`. */
  reply: AssistantMessage
  /** The reply as it was before it is gone on with; null for a new one. */
  before: AssistantMessage | null
  phase: GenerationPhase
}

/** stopped: by the person. interrupted: because Hearth is being closed. */
export type StopKind = 'stopped' | 'interrupted'

/** A generation from the moment it is saved until it has ended: its reply, its events, and its end asked for. */
export class LiveGeneration {
  readonly id: GenerationId
  readonly title: string
  readonly before: AssistantMessage | null
  readonly stream: GenerationStream
  readonly text: GrowingReply
  readonly #stop = new AbortController()
  readonly #giveUp = new AbortController()
  #stopKind: StopKind = 'stopped'
  /** As last saved; its text is in `text`. */
  reply: AssistantMessage

  constructor({ id, title, reply, before, phase }: Beginning, ports: LiveGenerationPorts) {
    this.id = id
    this.title = title
    this.reply = reply
    this.before = before
    this.stream = new GenerationStream({ generationId: id, conversationId: reply.conversationId, messageId: reply.id }, phase, ports)
    this.text = new GrowingReply(reply.id, reply.text, ports)
  }

  get state(): GenerationState {
    return this.stream.state
  }

  get isStopped(): boolean {
    return this.#stop.signal.aborted
  }

  get stopSignal(): AbortSignal {
    return this.#stop.signal
  }

  /** Aborted when nobody waits for the engine any more. */
  get giveUpSignal(): AbortSignal {
    return this.#giveUp.signal
  }

  /** The reply as a window that opens now has to show it: all text up to `state.sequence`, or all there will be. */
  get shown(): AssistantMessage {
    return { ...this.reply, text: this.isStopped ? this.text.text : this.reply.text + this.stream.sentText }
  }

  /** What the reply is when it was cut. */
  get stopKind(): StopKind {
    return this.#stopKind
  }

  /** Closes the gate. The text known by now is the reply. */
  stop(kind: StopKind = 'stopped'): void {
    if (this.isStopped) return
    this.#stopKind = kind
    this.#stop.abort()
    this.stream.stop()
  }

  /** The engine does not become idle: go on without it. */
  giveUp(): void {
    this.#giveUp.abort()
  }
}
