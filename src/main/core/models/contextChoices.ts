import { MOST_CONTEXT_SIZES } from '../../../shared/contract/storedContextSizes'
import type { ModelId } from '../../../shared/domain/ids'
import type { PreferencesStore } from '../settings/preferencesStore'
import { MAX_CONTEXT_SIZE } from './memoryPlan'

interface ContextChoicesPorts {
  preferences: PreferencesStore
}

/** What a model is loaded with. */
export interface WantedContext {
  readonly tokens: number
  /** Not one token less; else as many of them as the memory allows. */
  readonly isFixed: boolean
}

/** Null: nothing is chosen. */
export const wantedContext = (chosen: number | null): WantedContext => ({ tokens: chosen ?? MAX_CONTEXT_SIZE, isFixed: chosen !== null })

/** The contexts that the person chose for models, in tokens, and which of them could not be loaded. */
export class ContextChoices {
  readonly #preferences: PreferencesStore
  /** Chosen since Hearth was started: counts also where it cannot be saved. */
  readonly #chosen = new Map<ModelId, number | null>()
  /** Until Hearth is closed: the next start tries again, with whatever memory is free then. */
  readonly #setAside = new Set<ModelId>()
  readonly #untold = new Set<ModelId>()

  constructor({ preferences }: ContextChoicesPorts) {
    this.#preferences = preferences
  }

  /** Null: as the memory allows. */
  chosen(id: ModelId): number | null {
    const known = this.#chosen.get(id)
    if (known !== undefined) return known
    const stored = this.#preferences.get('contextSizes')
    return Object.hasOwn(stored, id) ? (stored[id] ?? null) : null
  }

  isSetAside(id: ModelId): boolean {
    return this.#setAside.has(id)
  }

  /** What was chosen; where that could not be loaded, no more than that and than usual, as the memory allows. */
  toLoad(id: ModelId): WantedContext {
    const wanted = wantedContext(this.chosen(id))
    return this.isSetAside(id) ? { tokens: Math.min(wanted.tokens, MAX_CONTEXT_SIZE), isFixed: false } : wanted
  }

  /** The model has been loaded with it. Throws a StorageFailure where it cannot be saved: it counts until Hearth is closed then. */
  remember(id: ModelId, tokens: number | null): void {
    this.#setAside.delete(id)
    this.#untold.delete(id)
    this.#chosen.set(id, tokens)
    const others = Object.entries(this.#preferences.get('contextSizes')).filter(([other]) => other !== id)
    const all = tokens === null ? others : [...others, [id, tokens] as const]
    this.#preferences.set('contextSizes', Object.fromEntries(all.slice(-MOST_CONTEXT_SIZES)))
  }

  /** The model could not be loaded with what was chosen, or not be kept. False where nothing is chosen, or that is known. */
  setAside(id: ModelId): boolean {
    if (!this.toLoad(id).isFixed) return false
    this.#setAside.add(id)
    this.#untold.add(id)
    return true
  }

  /** What was chosen and set aside, once for each time: then the person knows. */
  takeUntold(id: ModelId): number | null {
    return this.#untold.delete(id) ? this.chosen(id) : null
  }
}
