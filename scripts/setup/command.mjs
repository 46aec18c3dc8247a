// Starts the programs set-up needs. All of them end when set-up is told to end, and set-up waits for their end before it releases its lock.
import { spawn } from 'node:child_process'

const SIGNALS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 }
const running = new Set()

/** From now on a signal goes to the running programs first and ends this process when they are gone. */
export function endWithChildren() {
  for (const [signal, number] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      const leave = () => process.exit(128 + number)
      if (!running.size) leave()
      for (const child of running) {
        child.kill(signal)
        child.once('close', () => running.size === 0 && leave())
      }
    })
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, onStart?: (child: import('node:child_process').ChildProcess) => void,
 *   ipc?: boolean }} [options]
 * @returns {Promise<{ status: number | null, stdout: string, stderr: string, missing: boolean }>} never rejects; `missing`: no such program
 */
export function runCommand(command, args, { cwd, env, shell = false, onStart, ipc = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? ['ipc'] : [])], windowsHide: true })
    running.add(child)
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
    const end = (status, missing) => {
      running.delete(child)
      resolve({ status, stdout, stderr, missing })
    }
    child.on('error', (error) => {
      stderr += error.message
      if (child.pid === undefined) end(null, error.code === 'ENOENT')
    })
    child.on('close', (status) => end(status, false))
    if (child.pid !== undefined) onStart?.(child)
  })
}
