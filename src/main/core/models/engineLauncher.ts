import type { EngineExit } from '../errors/engineLost'
import type { Engine } from '../../../engine/engine'

/** An engine in a process of its own. Calls in flight when the process ends reject with EngineLost. */
export interface LaunchedEngine extends Engine {
  /** Resolves when the process has ended, for whatever reason. */
  readonly exited: Promise<EngineExit>
  /** Called with everything that the process sends: it lives. Returns what ends that. */
  onSignOfLife(listener: (isAnswer: boolean) => void): () => void
  /** Ends the process at once. Idempotent; resolves when it is gone. */
  end(): Promise<void>
}

/** Starts engines; each holds one model. The owner of a launched engine ends it. */
export interface EngineLauncher {
  launch(): LaunchedEngine
}
