// `npm run check`: everything that can be said about the code without running it. All checks run, also after one has failed.
import path from 'node:path'
import { writeCounts } from './counts.mjs'
import { passSignals, runStep } from './steps.mjs'
import { toolCommand } from './tool.mjs'

const root = path.dirname(import.meta.dirname)
const CHECKS = [
  { name: 'lock file', tool: 'node', args: ['scripts/check-lock.mjs'] },
  { name: 'types', tool: 'tsc', args: ['-b'] },
  { name: 'lint', tool: 'eslint', args: ['.'] },
  { name: 'layers', tool: 'depcruise', args: ['src', '--config', '.dependency-cruiser.cjs'] },
  { name: 'dead code', tool: 'knip', args: [] },
  { name: 'formatting', tool: 'prettier', args: ['--check', '.'] }
]

async function runCheck({ name, tool, args }) {
  const started = performance.now()
  const { status, output } = await runStep(toolCommand(root, tool, args), { cwd: root, capture: true })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${name}: ${status === 0 ? 'ok' : 'failed'} (${seconds} s)`)
  if (status !== 0) console.log(output.trimEnd())
  return status === 0
}

const interrupted = passSignals()
const counts = { passed: 0, failed: 0, notExercised: [] }
for (const check of CHECKS) {
  if (interrupted()) break
  counts[(await runCheck(check)) ? 'passed' : 'failed'] += 1
}
writeCounts(root, 'check', counts)
process.exitCode = counts.failed || interrupted() ? 1 : 0
