import type { Engine } from '../../../engine/engine'

/** `signal`: for example SIGKILL; null where the system gives none. Both are null when the process never came to be. */
export interface EngineExit {
  code: number | null
  signal: string | null
}

/** An engine in a process of its own. Calls in flight when the process ends reject with EngineLost. */
export interface LaunchedEngine extends Engine {
  /** Resolves when the process has ended, for whatever reason. */
  readonly exited: Promise<EngineExit>
  /** Ends the process at once. Idempotent; resolves when it is gone. */
  end(): Promise<void>
}

/** Starts engines; each holds one model. The owner of a launched engine ends it. */
export interface EngineLauncher {
  launch(): LaunchedEngine
}

export class EngineLost extends Error {
  override readonly name = 'EngineLost'
  constructor(readonly exit: EngineExit) {
    super(`The engine's process ended (code ${String(exit.code)}, signal ${String(exit.signal)})`)
  }
}
