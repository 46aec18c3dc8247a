import type { CallInput, CallName } from './calls'
import type { AppEvent } from './events'

export const CALL_CHANNEL = 'app:call'
export const EVENT_CHANNEL = 'app:event'

/** What the preload exposes to the page as `window.hearth`, and nothing else. */
export interface Bridge {
  /**
   * Resolves to JSON: of `Result<CallOutput<N>>`. The bridge between two worlds copies an object value by value, which for a long conversation
   * takes longer than to write and read it as JSON.
   */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<string>
  /** Returns the function that ends the subscription. */
  onEvent(listener: (event: AppEvent) => void): () => void
}
