import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { sandboxArguments } from '../../scripts/sandbox.mjs'
import { electronExecutable } from '../../scripts/setup/electron.mjs'
import { countStart, root } from './hearth'

/** Starts Hearth as a person does, without the test's hands in it. */
export function startPlainly(dataDir: string, options: SpawnOptions): ChildProcess {
  countStart()
  return spawn(electronExecutable(root), ['.', `--data-dir=${dataDir}`, ...sandboxArguments()], { cwd: root, ...options })
}
