import type { ConversationId } from '../../shared/domain/ids'
import type { Log } from './ports/log'
import type { SettingsStore } from './ports/settingsStore'

/** Remembers which conversation the window shows, for the next start. */
export class LastOpened {
  readonly #settings: SettingsStore
  readonly #log: Log

  constructor({ settings, log }: { settings: SettingsStore; log: Log }) {
    this.#settings = settings
    this.#log = log
  }

  get id(): ConversationId | null {
    return this.#settings.get('openConversationId')
  }

  /** `null`: the empty page. Failing costs a click at the next start, so it does not keep anybody from reading. */
  remember(id: ConversationId | null): void {
    if (this.id === id) return
    try {
      this.#settings.set('openConversationId', id)
    } catch (thrown) {
      this.#log.error('The open conversation could not be remembered', thrown)
    }
  }
}
