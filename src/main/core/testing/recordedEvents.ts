import { events, type AppEvent, type EventName, type EventPayload, type GenerationEvent } from '../../../shared/contract/events'
import type { GenerationId, MessageId } from '../../../shared/domain/ids'
import type { Message } from '../../../shared/domain/message'
import type { ModelStatus } from '../../../shared/domain/model'
import type { EventListener, EventPublisher } from '../eventHub'

/** A window that only listens: keeps every event, and shows replies as a window would. */
export class RecordedEvents implements EventPublisher {
  readonly all: AppEvent[] = []
  readonly #onScreen = new Map<MessageId, { text: string; thought: string }>()

  emit: EventPublisher['emit'] = (name, payload) => this.record({ name, payload } as AppEvent)

  record: EventListener = ({ name, payload }) => {
    const event = { name, payload: events[name].parse(payload) } as AppEvent // throws when core breaks the contract
    this.all.push(event)
    if (event.name === 'message.saved') this.#show(event.payload.message)
    if (event.name !== 'generation.event') return
    const { messageId, event: step } = event.payload
    const { text, thought } = this.shown(messageId)
    if (step.kind === 'delta') this.#onScreen.set(messageId, { text: text + step.text, thought })
    if (step.kind === 'thought') this.#onScreen.set(messageId, { text, thought: thought + step.text })
    if (step.kind === 'ended') this.#show(step.message)
  }

  /** The text and the thought of a reply on this window's screen. */
  shown(id: MessageId): { text: string; thought: string } {
    return this.#onScreen.get(id) ?? { text: '', thought: '' }
  }

  payloads<N extends EventName>(name: N): EventPayload<N>[] {
    return this.all.filter((event) => event.name === name).map((event) => event.payload as EventPayload<N>)
  }

  of(id: GenerationId): GenerationEvent[] {
    return this.payloads('generation.event').filter((event) => event.generationId === id)
  }

  deltasOf(id: GenerationId): string[] {
    return this.of(id).flatMap(({ event }) => (event.kind === 'delta' ? [event.text] : []))
  }

  thoughtsOf(id: GenerationId): string[] {
    return this.of(id).flatMap(({ event }) => (event.kind === 'thought' ? [event.text] : []))
  }

  phasesOf(id: GenerationId): string[] {
    return this.of(id).flatMap(({ event }) => (event.kind === 'phase' ? [event.phase.kind] : []))
  }

  #show(message: Message): void {
    const thought = message.role === 'assistant' ? (message.thought?.text ?? '') : ''
    this.#onScreen.set(message.id, { text: message.text, thought })
  }

  hasEnded(id: GenerationId): boolean {
    return this.of(id).some(({ event }) => event.kind === 'ended')
  }

  get modelStatuses(): ModelStatus[] {
    return this.payloads('model.changed').map(({ model }) => model)
  }
}
