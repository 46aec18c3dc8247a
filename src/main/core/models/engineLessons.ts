import type { AppError } from '../../../shared/contract/appError'
import { wasKilledBySystem } from '../errors/appErrors'
import { isTooLittleMemory } from './contextChange'
import type { ContextChoices } from './contextChoices'
import type { EngineExit } from '../errors/engineLost'
import type { EngineSlot, SameFit } from './engineSlot'
import type { Log } from '../errors/log'
import type { LoadAttempt, LoadPlan, Recovery } from './loadAttempt'
import { LoadDeaths } from './loadDeaths'
import type { LoadRecords } from './loadRecords'
import { MAX_CONTEXT_SIZE } from './memoryPlan'
import type { LibraryEntry } from './modelLibrary'
import { graphicsNotice, recoveryNotice, type NewNotice } from './modelNotices'
import type { RestartPolicy } from './restartPolicy'
import { isTrialOn, type Tuner } from './tuner'

export interface EngineLessonsPorts {
  tuner: Tuner
  records: LoadRecords
  contexts: ContextChoices
  log: Log
}

/** How a model is loaded again whose engine died. */
interface Again {
  readonly recovery: Recovery
  readonly fit: SameFit | null
}

/**
 * What the end of a load, or of an engine, means for the loads that follow: whether a graphics card is to blame, or a tuning that was tried
 * out, which never costs the graphics card.
 */
export class EngineLessons {
  readonly #ports: EngineLessonsPorts
  readonly #restarts: RestartPolicy
  readonly #loadDeaths = new LoadDeaths()

  constructor(ports: EngineLessonsPorts, restarts: RestartPolicy) {
    this.#ports = ports
    this.#restarts = restarts
  }

  /** How a model is to be loaded by all that is known of it. */
  planFor(entry: LibraryEntry): Pick<LoadPlan, 'gpu' | 'avoidCard' | 'known' | 'context'> {
    const failedCard = this.#ports.records.failedCard(entry)
    const gpu = failedCard?.name === null ? 'off' : this.#restarts.gpuFor(entry.model.id)
    const context = this.#ports.contexts.toLoad(entry.model.id)
    return { gpu, avoidCard: failedCard?.name ?? null, known: this.#ports.tuner.known(entry, gpu), context }
  }

  /**
   * What is to be different in another load, where a tuning that is tried out kept the model off the graphics card, or the context that was
   * chosen, which has no room there; null: it is used as it is.
   */
  onceMore({ graphicsFailure }: EngineSlot, { entry, known, context, change, fit }: LoadPlan): Pick<LoadPlan, 'change' | 'fit'> | null {
    if (!graphicsFailure) return null
    if (isTrialOn(known, true)) {
      this.#ports.tuner.stopMeasuring(entry, known.tuning)
      return { change: change && { ...change, known: null }, fit }
    }
    if (change || graphicsFailure.because !== 'memory' || !context.isFixed) return null
    return this.#setContextAside(entry) ? { change: null, fit: null } : null
  }

  /** The model is loaded. Returns what the person is to know. */
  loaded({ graphicsFailure }: EngineSlot, { entry, recovery }: LoadPlan): NewNotice | null {
    const { log, records } = this.#ports
    this.#loadDeaths.forget(entry.model.id)
    if (graphicsFailure) log.warn(`${entry.model.name} could not be loaded onto ${graphicsFailure.card.name}: ${graphicsFailure.detail}`)
    if (graphicsFailure?.because === 'fault') records.rememberFailedCard(entry, graphicsFailure.card)
    if (recovery?.kind === 'graphicsDied') records.rememberFailedCard(entry, recovery.card)
    return graphicsFailure ? graphicsNotice(graphicsFailure) : recovery && recoveryNotice(recovery)
  }

  /** The engine died with its model loaded. `beside`: what was being loaded then. */
  diedInUse(slot: EngineSlot, { known }: LoadPlan, exit: EngineExit, beside: LoadPlan | null): Again {
    const { entry, tuning, offload, usesGpu, fit } = slot
    const died: Recovery = { kind: 'died', lostDevice: null }
    if (wasKilledBySystem(exit) && beside?.change) return { recovery: died, fit } // that took the memory
    if (wasKilledBySystem(exit) && slot.context.isFixed && this.#setContextAside(entry)) return { recovery: died, fit: null }
    if (isTrialOn(known, tuning.offloads)) {
      this.#ports.tuner.stopMeasuring(entry, tuning)
      return { recovery: died, fit }
    }
    const isLong = slot.context.isFixed && slot.contextSize > MAX_CONTEXT_SIZE
    if (usesGpu && isLong && this.#setContextAside(entry)) return { recovery: died, fit: null }
    if (usesGpu) this.#restarts.avoidGpu(entry.model.id)
    return { recovery: { kind: 'died', lostDevice: usesGpu ? { name: offload.deviceName } : null }, fit: null }
  }

  /**
   * The engine died while it loaded its model, which is loaded again: without what was tried out, then without the context that was chosen,
   * then without the graphics card, which is blamed once the model is loaded without it. `refusal`: it died too often, with nothing left to
   * leave out.
   */
  diedLoading(
    { plan: { entry, known, recovery, fit, context }, card }: LoadAttempt,
    exit: EngineExit
  ): Again | { readonly refusal: AppError } {
    const { id } = entry.model
    const again: Recovery = recovery?.kind === 'died' || recovery?.kind === 'graphicsDied' ? recovery : { kind: 'died', lostDevice: null }
    if (isTrialOn(known, card !== null)) {
      this.#ports.tuner.stopMeasuring(entry, known.tuning)
      this.#loadDeaths.forget(id)
      return { recovery: again, fit }
    }
    if (context.isFixed && this.#setContextAside(entry)) return { recovery: again, fit: null }
    const isCardSuspect = !wasKilledBySystem(exit) // it lacked RAM otherwise, which no card is to blame for
    if (isCardSuspect) this.#restarts.avoidGpu(id)
    if (isCardSuspect && card) {
      this.#loadDeaths.forget(id)
      return { recovery: { kind: 'graphicsDied', card }, fit: null }
    }
    const refusal = this.#loadDeaths.add(entry, exit)
    return refusal ? { refusal } : { recovery: again, fit: null }
  }

  /** Whether the model is to be loaded without the context that was chosen for it: there is too little memory for that. */
  lacksMemory({ entry, context }: LoadPlan, thrown: unknown): boolean {
    return context.isFixed && isTooLittleMemory(thrown) && this.#setContextAside(entry)
  }

  /** The card that failed with this model is to be tried again. */
  retryGraphics({ entry }: EngineSlot): void {
    this.#ports.records.forgetFailedCard(entry)
    this.#restarts.allowGpu(entry.model.id)
  }

  #setContextAside({ model }: LibraryEntry): boolean {
    const isSetAside = this.#ports.contexts.setAside(model.id)
    if (isSetAside) this.#loadDeaths.forget(model.id)
    return isSetAside
  }

  /** The engine gave a result: what it takes now is what its model takes. */
  async learnMemory(slot: EngineSlot): Promise<void> {
    const memory = slot.usesGpu ? null : await slot.memory()
    if (memory) this.#ports.records.learnResident(slot.entry, { bytes: memory.residentBytes, contextSize: slot.contextSize })
  }
}
