import { defaultPreferences, type WindowPreferences } from '../../../shared/domain/windowPreferences'
import type { CallInput } from '../../../shared/contract/calls'
import type { EventPublisher } from '../eventHub'
import type { PreferencesStore } from './preferencesStore'

const names = Object.keys(defaultPreferences) as (keyof WindowPreferences)[]

/** The preferences that windows show and change. */
export class PreferencesService {
  readonly #store: PreferencesStore
  readonly #events: EventPublisher

  constructor({ preferences, events }: { preferences: PreferencesStore; events: EventPublisher }) {
    this.#store = preferences
    this.#events = events
  }

  get current(): WindowPreferences {
    return Object.fromEntries(names.map((name) => [name, this.#store.get(name)])) as unknown as WindowPreferences
  }

  /** Saved first, then published. Throws a StorageFailure when they cannot be saved; all stays as it was then. */
  set(changes: CallInput<'preferences.set'>): void {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
    this.#store.change(given)
    this.#events.emit('preferences.changed', { preferences: this.current })
  }
}
