import type { ConversationId } from '../../../shared/domain/ids'
import type { AppStateStore } from './appStateStore'
import type { Log } from '../errors/log'

/** Remembers which conversation the window shows, for the next start. */
export class LastOpened {
  readonly #state: AppStateStore
  readonly #log: Log

  constructor({ state, log }: { state: AppStateStore; log: Log }) {
    this.#state = state
    this.#log = log
  }

  get id(): ConversationId | null {
    return this.#state.get('openConversationId')
  }

  /** `null`: the empty page. Failing is only logged: the next start opens another conversation. */
  remember(id: ConversationId | null): void {
    if (this.id === id) return
    try {
      this.#state.set('openConversationId', id)
    } catch (thrown) {
      this.#log.error('The open conversation could not be remembered', thrown)
    }
  }
}
