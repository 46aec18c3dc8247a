import type { EventName, EventPayload } from '../../../shared/contract/events'

/** Where core's events go: in the application to every window that has started, in tests to a list. */
export interface EventSink {
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void
}
