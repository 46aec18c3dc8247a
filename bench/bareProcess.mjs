import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import path from 'node:path'
import { engineNode, root, starter } from './places.mjs'

/** The bare loop in a process of its own; `run` is one generation. The caller ends it. */
export function startBareLoop() {
  const child = spawn(engineNode, [path.join(root, 'bench', 'bareLoop.mjs'), starter], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async run(request) {
      child.stdin.write(JSON.stringify(request) + '\n')
      const { value, done } = await lines.next()
      if (done) throw new Error('The bare loop ended')
      return JSON.parse(value)
    },
    end: () => child.stdin.end()
  }
}
