import { utilityProcess } from 'electron'
import { constants } from 'node:os'
import type { Log } from '../core/errors/log'
import type { StartEngineProcess } from '../engineHost/engineProcess'
import { copyOutput } from '../platform/copyOutput'
import { serveSelfTests } from './selfTestBroker'

interface UtilityEngineOptions {
  /** In the log, and in the system's list of processes. */
  name: string
  entry: string
  env: NodeJS.ProcessEnv
  log: Log
}

/** macOS and Windows: the engine, and what reads the models folder, in Electron's utility process. */
export function utilityEngineStarter({ name, entry, env, log }: UtilityEngineOptions): StartEngineProcess {
  return () => {
    const child = utilityProcess.fork(entry, [], { env, stdio: 'pipe', serviceName: `Hearth ${name}` })
    serveSelfTests(child)
    copyOutput([child.stdout, child.stderr], name, log)
    return {
      send: (message) => child.postMessage(message),
      onMessage: (listener) =>
        void child.on('message', (message: { selfTest?: string }) => (message.selfTest === undefined ? listener(message) : undefined)),
      onExit: (listener) => void child.on('exit', (code) => listener({ code, signal: signalOf(code) })),
      kill: () => {
        // Before it has spawned there is nothing to kill: then it is killed as soon as it has.
        if (child.pid === undefined) child.once('spawn', () => child.kill())
        else child.kill()
      }
    }
  }
}

/**
 * A utility process that died by a signal reports the signal's number as its code; only SIGILL, which has an error of its own, is named.
 */
const signalOf = (code: number): string | null => (process.platform !== 'win32' && code === constants.signals.SIGILL ? 'SIGILL' : null)
