import type { Result } from './appError'
import type { CallInput, CallName, CallOutput } from './calls'
import type { AppEvent } from './events'

export const CALL_CHANNEL = 'app:call'
export const EVENT_CHANNEL = 'app:event'

/** What the preload exposes to the page as `window.hearth`, and nothing else. */
export interface Bridge {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>>
  /** Returns the function that ends the subscription. */
  onEvent(listener: (event: AppEvent) => void): () => void
}
