import type { EngineExit } from '../core/errors/engineLost'

/** A running engine process, whatever hosts it: a plain Node child on Linux, Electron's utility process elsewhere. */
export interface EngineProcess {
  send(message: object): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once. Output of the process goes to the log by itself. */
  onExit(listener: (exit: EngineExit) => void): void
  /** Ends it at once. */
  kill(): void
}

/** Starts one process on its entry file. */
export type StartEngineProcess = () => EngineProcess
