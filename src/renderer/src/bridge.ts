import type { Result } from '../../shared/contract/appError'
import type { Bridge } from '../../shared/contract/bridge'
import type { CallInput, CallName, CallOutput } from '../../shared/contract/calls'
import type { AppEvent } from '../../shared/contract/events'

const LONGEST_REPORT = 20_000 // characters: what the contract lets through

declare global {
  interface Window {
    hearth: Bridge
  }
}

/** Asks main. Every failure comes back as data: a rejection is a bug, so it is written into the log and is `internal` to whoever asked. */
export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> {
  try {
    return JSON.parse(await window.hearth.call(name, input)) as Result<CallOutput<N>>
  } catch (thrown) {
    reportFault(thrown)
    return { ok: false, error: { code: 'internal' } }
  }
}

/** Writes what nobody expected into the log, with its stack. */
export function reportFault(thrown: unknown): void {
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  // Not by `call`, which would report that too. Without main there is no log either.
  window.hearth.call('app.reportFault', { text: text.slice(0, LONGEST_REPORT) }).catch(() => undefined)
}

/** Returns the function that ends the subscription. */
export function onEvent(listener: (event: AppEvent) => void): () => void {
  return window.hearth.onEvent(listener)
}
