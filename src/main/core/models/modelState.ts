import type { GraphicsCard } from '../../../engine/engine'
import type { MakingRoom, ModelStatus } from '../../../shared/domain/model'
import type { EngineSlot } from './engineSlot'
import type { LoadPlan } from './loadAttempt'
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

/** `percent`: of the model's loading. `making`: how room is made for it. */
export const loadingStatus = ({ entry, recovery, change }: LoadPlan, percent: number, making: MakingRoom | null): ModelStatus => ({
  kind: 'loading',
  model: entry.model,
  progress: percent / 100,
  isRecovery: recovery?.kind === 'died' || recovery?.kind === 'graphicsDied',
  ...(change && { context: { tokens: change.tokens } }),
  ...(making && { makingRoom: making })
})

/** The status while this engine is in use and no load runs. `failedCard`: not used for this model. */
export function readyStatus(slot: EngineSlot, failedCard: GraphicsCard | null): ModelStatus {
  const { entry, offload, contextSize, chatFormat } = slot
  const failed = slot.usesGpu ? null : (slot.graphicsFailure?.card ?? failedCard)
  return {
    kind: 'ready',
    model: entry.model,
    offload,
    contextSize,
    recommended: entry.recommended,
    templateVariables: [...chatFormat.templateVariables],
    ...(failed && { failedCard: { name: failed.name } })
  }
}
