import type { AppEvent, EventName, EventPayload } from '../../shared/contract/events'

/** Where core's services publish. */
export interface EventPublisher {
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void
}

/** Called with every event, in the order of publishing. Must not throw. */
export type EventListener = (event: AppEvent) => void

/** Hands every event that core publishes to everybody who subscribed: windows, power saving, later the terminal and the local server. */
export class EventHub implements EventPublisher {
  readonly #listeners = new Set<EventListener>()

  emit: EventPublisher['emit'] = (name, payload) => {
    const event = { name, payload } as AppEvent
    for (const listener of [...this.#listeners]) listener(event)
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: EventListener): () => void {
    const own: EventListener = (event) => listener(event) // the same function may subscribe twice and end one of the two
    this.#listeners.add(own)
    return () => void this.#listeners.delete(own)
  }
}
