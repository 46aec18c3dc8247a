// Starts the programs that check and test, and passes signals on to them.
import { spawn } from 'node:child_process'

const running = new Set()

/** A signal goes to what runs now; the caller then sees it end and tidies up as usual. @returns {() => boolean} whether one came */
export function passSignals() {
  let interrupted = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      interrupted = true
      for (const child of running) child.kill(signal)
    })
  }
  return () => interrupted
}

/**
 * @param {{ command: string, args: string[], shell?: boolean }} tool
 * @param {import('node:child_process').SpawnOptions & { capture?: boolean }} options capture: collect the output instead of showing it
 * @returns {Promise<{ status: number, output: string }>}
 */
export function runStep({ command, args, shell = false }, { capture = false, ...options }) {
  return new Promise((resolve) => {
    const stdio = capture ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit']
    const child = spawn(command, args, { stdio, shell, ...options })
    running.add(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text))
    const end = (status) => {
      running.delete(child)
      resolve({ status, output })
    }
    child.on('error', (error) => {
      output += `${error.message}\n`
      if (!capture) console.error(error.message)
      end(127)
    })
    child.on('close', (status) => end(status ?? 1))
  })
}
