/**
 * `signal`: for example SIGKILL; null where the system gives none. Both are null when the process could not be started. `isRequested`: Hearth
 * ended it.
 */
export interface EngineExit {
  code: number | null
  signal: string | null
  isRequested?: boolean
}

/** An engine's process ended while a call was in flight, or before it. */
export class EngineLost extends Error {
  override readonly name = 'EngineLost'
  constructor(readonly exit: EngineExit) {
    super(`The engine's process ended (${describeExit(exit)})`)
  }
}

export const describeExit = ({ code, signal }: EngineExit): string => `code ${String(code)}, signal ${String(signal)}`
