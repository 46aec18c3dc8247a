import type { ConversationId } from '../../../shared/domain/ids'
import type { AppStateStore } from './appStateStore'

/** Remembers which conversation the window shows, for the next start. */
export class LastOpened {
  readonly #state: AppStateStore

  constructor({ state }: { state: AppStateStore }) {
    this.#state = state
  }

  get id(): ConversationId | null {
    return this.#state.get('openConversationId')
  }

  /** `null`: the empty page. Not written at once: a switch must not wait for the disk, and after a crash the next start may open the one before. */
  remember(id: ConversationId | null): void {
    if (this.id !== id) this.#state.set('openConversationId', id)
  }

  /** One that has just been made. It is written at once: what was sent must be on the screen at the next start, also after a crash. */
  rememberNew(id: ConversationId): void {
    this.remember(id)
    this.#state.flush()
  }
}
