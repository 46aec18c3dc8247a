// Used by .ci/run.
//   node scripts/ci-summary.mjs clear                   forgets earlier counts
//   node scripts/ci-summary.mjs step <name> <status>    a step that failed, or wrote nothing, without counting a failure counts as one
//   node scripts/ci-summary.mjs total                   prints the lines; exit status 1 when something failed
import path from 'node:path'
import { clearCounts, notExercisedLines, readCounts, sumCounts, totalLine, writeCounts } from './counts.mjs'

const root = process.env.HEARTH_COUNTS_ROOT ?? path.dirname(import.meta.dirname)
const EXPECTED = { check: ['check'], test: ['unit', 'e2e'], 'test:package': ['package'] }
const [action, step, status] = process.argv.slice(2)

function closeStep() {
  const counts = readCounts(root)
  const expected = EXPECTED[step] ?? []
  const missing = expected.filter((name) => !counts[name])
  for (const name of missing) writeCounts(root, name, { passed: 0, failed: 1, notExercised: [] })
  const failed = expected.some((name) => counts[name]?.failed)
  if (status !== '0' && !missing.length && !failed)
    writeCounts(root, `${step.replace(':', '-')}-ended`, { passed: 0, failed: 1, notExercised: [] })
}

function printTotal() {
  const sum = sumCounts(Object.values(readCounts(root)))
  for (const line of [...notExercisedLines(sum), totalLine(sum)]) console.log(line)
  process.exitCode = sum.failed || !sum.passed ? 1 : 0
}

if (action === 'clear') clearCounts(root)
else if (action === 'step') closeStep()
else printTotal()
