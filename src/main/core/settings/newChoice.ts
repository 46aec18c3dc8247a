import type { GenerationChoice } from '../../../shared/domain/generationChoice'
import type { AppStateStore } from './appStateStore'

/** What was chosen on the empty page for the chat that its first message makes. */
export class NewChoice {
  readonly #state: AppStateStore

  constructor({ state }: { state: AppStateStore }) {
    this.#state = state
  }

  /** Null: nothing. */
  get current(): GenerationChoice | null {
    return this.#state.get('newChoice')
  }

  /** As a new conversation has it. */
  get asPart(): { choice?: GenerationChoice } {
    const { current } = this
    return current === null ? {} : { choice: current }
  }

  choose(choice: GenerationChoice | null): void {
    if (choice !== this.current) this.#state.set('newChoice', choice)
  }
}
