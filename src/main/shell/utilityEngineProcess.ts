import { utilityProcess } from 'electron'
import { constants } from 'node:os'
import type { Log } from '../core/errors/log'
import type { StartEngineProcess } from '../engineHost/engineProcess'
import { copyOutput } from '../platform/copyOutput'
import { answerProbes } from './probeBroker'

/** macOS and Windows: the engine in Electron's utility process. */
export function utilityEngineStarter({ entry, env, log }: { entry: string; env: NodeJS.ProcessEnv; log: Log }): StartEngineProcess {
  return () => {
    const child = utilityProcess.fork(entry, [], { env, stdio: 'pipe', serviceName: 'Hearth engine' })
    answerProbes(child)
    copyOutput([child.stdout, child.stderr], 'engine', log)
    return {
      send: (message) => child.postMessage(message),
      onMessage: (listener) =>
        void child.on('message', (message: { probe?: string }) => (message.probe === undefined ? listener(message) : undefined)),
      onExit: (listener) => void child.on('exit', (code) => listener({ code, signal: signalOf(code) })),
      kill: () => {
        // Before it has a process there is nothing that could be killed; it is then ended the moment it has one.
        if (child.pid === undefined) child.once('spawn', () => child.kill())
        else child.kill()
      }
    }
  }
}

/** A utility process that ended by a signal reports the signal's number as its exit code. Only SIGILL is translated: it has a message of its own. */
const signalOf = (code: number): string | null => (process.platform !== 'win32' && code === constants.signals.SIGILL ? 'SIGILL' : null)
