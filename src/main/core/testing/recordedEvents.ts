import { events, type AppEvent, type EventName, type EventPayload, type GenerationEvent } from '../../../shared/contract/events'
import type { GenerationId, MessageId } from '../../../shared/domain/ids'
import type { ModelStatus } from '../../../shared/domain/model'
import type { EventListener, EventPublisher } from '../eventHub'

/** A window that only listens: keeps every event, and shows replies as a window would. */
export class RecordedEvents implements EventPublisher {
  readonly all: AppEvent[] = []
  readonly #onScreen = new Map<MessageId, string>()

  emit: EventPublisher['emit'] = (name, payload) => this.record({ name, payload } as AppEvent)

  record: EventListener = ({ name, payload }) => {
    const event = { name, payload: events[name].parse(payload) } as AppEvent // throws when core breaks the contract
    this.all.push(event)
    if (event.name === 'message.saved') this.#onScreen.set(event.payload.message.id, event.payload.message.text)
    if (event.name !== 'generation.event') return
    const { messageId, event: step } = event.payload
    if (step.kind === 'delta') this.#onScreen.set(messageId, this.textOf(messageId) + step.text)
    if (step.kind === 'ended') this.#onScreen.set(messageId, step.message.text)
  }

  /** The text of a reply on this window's screen. */
  textOf(id: MessageId): string {
    return this.#onScreen.get(id) ?? ''
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

  phasesOf(id: GenerationId): string[] {
    return this.of(id).flatMap(({ event }) => (event.kind === 'phase' ? [event.phase.kind] : []))
  }

  hasEnded(id: GenerationId): boolean {
    return this.of(id).some(({ event }) => event.kind === 'ended')
  }

  get modelStatuses(): ModelStatus[] {
    return this.payloads('model.changed').map(({ model }) => model)
  }
}
