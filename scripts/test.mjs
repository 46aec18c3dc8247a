// `npm test`: builds what has changed, runs the unit tests and the end-to-end tests, counts both.
//   --faults           the long form of the randomized and destructive tests, and the stories of the Playwright project `long`
//   --only unit|e2e    one of the two
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build } from './build.mjs'
import { countOutcomes, describeBadSkips, notExercisedLines, sumCounts, totalLine, writeCounts } from './counts.mjs'
import { runAsOrdinaryUser } from './ordinaryUser.mjs'
import { playwrightOutcomes } from './playwrightOutcomes.mjs'
import { withTinyModel } from './setup/tinyModel.mjs'
import { passSignals, runStep } from './steps.mjs'
import { toolCommand } from './tool.mjs'

const root = path.dirname(import.meta.dirname)
const { values, positionals } = parseArgs({ options: { faults: { type: 'boolean' }, only: { type: 'string' } }, allowPositionals: true })
if (values.faults) process.env.HEARTH_FAULTS = 'full'

const readJson = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined)

async function runUnitTests() {
  const file = path.join(root, 'test-results', 'unit', 'outcomes.json')
  fs.rmSync(path.dirname(file), { recursive: true, force: true })
  const args = ['run', '--reporter=default', '--reporter=./scripts/vitestOutcomes.mjs', ...positionals]
  const { status } = await runStep(toolCommand(root, 'vitest', args), { cwd: root, env: { ...process.env, HEARTH_OUTCOMES: file } })
  return { status, outcomes: readJson(file) }
}

async function runEndToEndTests() {
  const results = path.join(root, 'test-results', 'e2e')
  fs.rmSync(results, { recursive: true, force: true })
  const args = ['scripts/run.mjs', 'playwright', 'test', ...positionals]
  const status = await runAsOrdinaryUser(args, { cwd: root, env: { HEARTH_E2E_RESULTS: results, ...withTinyModel(root) } })
  const report = readJson(path.join(results, 'report.json'))
  return { status, outcomes: report && playwrightOutcomes(report) }
}

/** A run that ended badly without a failed test to show for it still counts as one failure. */
function count(name, { status, outcomes = [], problem }) {
  const counts = countOutcomes(outcomes)
  if (status !== 0 && counts.failed === 0) {
    console.log(`FAILED ${name}: ${problem ?? `the run ended with status ${status}`}`)
    counts.failed = 1
  }
  for (const line of describeBadSkips(outcomes)) console.log(line)
  writeCounts(root, name, counts)
  return counts
}

const interrupted = passSignals()
const SUITES = { unit: runUnitTests, e2e: runEndToEndTests }
const chosen = Object.entries(SUITES).filter(([name]) => !values.only || values.only === name)
if (!chosen.length) {
  console.error(`--only takes one of: ${Object.keys(SUITES).join(', ')}`)
  process.exit(2)
}
const started = performance.now()
const took = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`
const built = (await build(root)) === 0
const times = [`build ${took(started)}`]
const all = []
for (const [name, run] of chosen) {
  if (interrupted()) break
  const since = performance.now()
  all.push(count(name, built ? await run() : { status: 1, problem: 'not run, because the build failed' }))
  times.push(`${name} ${took(since)}`)
}
console.log(`${times.join(', ')}, together ${took(started)}`)
const sum = sumCounts(all)
for (const line of notExercisedLines(sum)) console.log(line)
console.log(totalLine(sum))
process.exitCode = sum.failed || interrupted() ? 1 : 0
