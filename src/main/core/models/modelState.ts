import type { ModelStatus } from '../../../shared/domain/model'
import type { EngineSlot } from './engineSlot'
import type { EventPublisher } from '../eventHub'

/** The one ModelStatus of Hearth. Each change is an event, and resolves what waits in `changed`. */
export class ModelState {
  readonly #events: EventPublisher
  readonly #listeners = new Set<() => void>()
  #status: ModelStatus = { kind: 'none' }

  constructor(events: EventPublisher) {
    this.#events = events
  }

  get status(): ModelStatus {
    return this.#status
  }

  set(status: ModelStatus): void {
    this.#status = status
    this.#events.emit('model.changed', { model: status })
    for (const listener of [...this.#listeners]) listener()
  }

  /** Resolves at the next change, or when aborted. */
  changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#listeners.delete(done)
        signal.removeEventListener('abort', done)
        resolve()
      }
      this.#listeners.add(done)
      signal.addEventListener('abort', done)
    })
  }
}

/** The status while this engine is in use and no load runs. */
export const readyStatus = ({ entry, offload, contextSize }: EngineSlot): ModelStatus => ({
  kind: 'ready',
  model: entry.model,
  offload,
  contextSize
})
