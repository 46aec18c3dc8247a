import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { engineNode } from './places.mjs'

/**
 * A program of these benchmarks in a process of its own, in the engine's own Node: a JSON per line goes in, and for each one comes out. The
 * caller ends it. `threadPool`: size of Node's pool of threads; null: as Node has it.
 */
export function startLineProcess(script, args, { threadPool = null } = {}) {
  const env = { ...process.env }
  if (threadPool === null) delete env.UV_THREADPOOL_SIZE
  else env.UV_THREADPOOL_SIZE = `${threadPool}`
  const child = spawn(engineNode, [script, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async run(request) {
      child.stdin.write(JSON.stringify(request) + '\n')
      const { value, done } = await lines.next()
      if (done) throw new Error(`${script} ended`)
      return JSON.parse(value)
    },
    pid: child.pid,
    /** Resolves when it has ended. */
    end: () => (child.stdin.end(), ended)
  }
}
