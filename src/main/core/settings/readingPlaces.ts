import type { ConversationId } from '../../../shared/domain/ids'
import type { ReadingPlace } from '../../../shared/domain/readingPlace'
import type { AppStateStore } from './appStateStore'

/** Remembers where in each conversation the person reads. Who is at the end of one has no place there: it opens at its end. */
export class ReadingPlaces {
  readonly #state: AppStateStore

  constructor({ state }: { state: AppStateStore }) {
    this.#state = state
  }

  of(conversationId: ConversationId): ReadingPlace | null {
    const found = this.#state.get('readingPlaces').find((place) => place.conversationId === conversationId)
    return found ? { messageId: found.messageId, offset: found.offset } : null
  }

  /** `null`: the end. */
  remember(conversationId: ConversationId, place: ReadingPlace | null): void {
    const places = this.#state.get('readingPlaces')
    const others = places.filter((other) => other.conversationId !== conversationId)
    if (place === null && others.length === places.length) return
    this.#state.set('readingPlaces', place === null ? others : [...others, { conversationId, ...place }])
  }
}
