import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Ends by itself after so many ms, should nobody end it. */
const AT_MOST = 300_000
const LOOP = `const end = Date.now() + ${AT_MOST}; require('node:fs').writeSync(1, String(Date.now())); while (Date.now() < end);`

/** Keeps so many cores busy, each by a process of its own, until `end`. `since`: when all of them had begun, ms by the system's clock. */
export async function occupyCores(count) {
  const children = Array.from({ length: count }, () => spawn(process.execPath, ['-e', LOOP], { stdio: ['ignore', 'pipe', 'inherit'] }))
  const begun = await Promise.all(children.map((child) => once(child.stdout, 'data')))
  return {
    since: Math.max(0, ...begun.map(([text]) => Number(text))),
    async end() {
      const gone = children.map((child) => once(child, 'exit'))
      for (const child of children) child.kill('SIGKILL')
      await Promise.all(gone)
    }
  }
}
