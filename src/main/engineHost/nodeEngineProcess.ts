import { fork, type ChildProcess } from 'node:child_process'
import type { Log } from '../core/errors/log'
import { copyOutput } from '../platform/copyOutput'
import type { EngineProcess, StartEngineProcess } from './engineProcess'

export interface NodeEngineOptions {
  /** In the log. */
  name: string
  /** The built entry file. Plain Node cannot read an asar: it lies outside. */
  entry: string
  /** The Node binary that ships with Hearth. */
  execPath: string
  env: NodeJS.ProcessEnv
  log: Log
}

/**
 * Linux: the engine, and what reads the models folder, as a child of plain Node, because inside Electron one CPU allocation of 2 GiB ends the process (docs/decisions/0001).
 */
export function nodeEngineStarter({ name, entry, execPath, env, log }: NodeEngineOptions): StartEngineProcess {
  return () => {
    // JSON between the two: they are different versions of V8.
    const child = fork(entry, [], { execPath, execArgv: [], env, serialization: 'json', stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    copyOutput([child.stdout, child.stderr], name, log)
    return asEngineProcess(child, name, log)
  }
}

function asEngineProcess(child: ChildProcess, name: string, log: Log): EngineProcess {
  let hasFailedToStart = false
  return {
    send: (message) => {
      // A message that cannot be sent is dropped: the child is gone, and its exit is reported.
      if (child.connected) child.send(message, () => undefined)
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => {
      child.on('exit', (code, signal) => {
        if (!hasFailedToStart) listener({ code, signal })
      })
      child.on('error', (error) => {
        log.error(`The process “${name}”`, error)
        if (child.pid !== undefined || hasFailedToStart) return
        hasFailedToStart = true // no exit follows when there never was a process
        listener({ code: null, signal: null })
      })
    },
    kill: () => void child.kill('SIGKILL')
  }
}
