// `npm run check`: everything that can be said about the code without running it. All checks run, also after one has failed; as many at a time as
// there are processors. Each is reported when it ends.
import os from 'node:os'
import path from 'node:path'
import { writeCounts } from './counts.mjs'
import { passSignals, runStep } from './steps.mjs'
import { toolCommand } from './tool.mjs'

const root = path.dirname(import.meta.dirname)
/** Longest first, so that no long one is left to run alone. */
const CHECKS = [
  { name: 'lint', tool: 'eslint', args: ['.'] },
  { name: 'types', tool: 'tsc', args: ['-b'] },
  { name: 'formatting', tool: 'prettier', args: ['--check', '.'] },
  { name: 'layers', tool: 'depcruise', args: ['src', '--config', '.dependency-cruiser.cjs'] },
  { name: 'dead code', tool: 'knip', args: [] },
  { name: 'lock file', tool: 'node', args: ['scripts/check-lock.mjs'] }
]

const secondsSince = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`

async function runCheck({ name, tool, args }) {
  const started = performance.now()
  const { status, output } = await runStep(toolCommand(root, tool, args), { cwd: root, capture: true })
  console.log(`${name}: ${status === 0 ? 'ok' : 'failed'} (${secondsSince(started)})`)
  if (status !== 0) console.log(output.trimEnd())
  return status === 0
}

const started = performance.now()
const interrupted = passSignals()
const counts = { passed: 0, failed: 0, notExercised: [] }
const waiting = [...CHECKS]

async function runWaiting() {
  while (waiting.length && !interrupted()) counts[(await runCheck(waiting.shift())) ? 'passed' : 'failed'] += 1
}

await Promise.all(Array.from({ length: os.availableParallelism() }, runWaiting))
console.log(`together ${secondsSince(started)}`)
writeCounts(root, 'check', counts)
process.exitCode = counts.failed || interrupted() ? 1 : 0
