import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { countOutcomes, describeBadSkips, notExercisedLines, readCounts, sumCounts, totalLine, writeCounts } from './counts.mjs'
import { playwrightOutcomes } from './playwrightOutcomes.mjs'
import { testFolder } from './setup/testFolder.mjs'

const KNOWN = 'this machine has no graphics processor that the engine can use'
const repository = path.dirname(import.meta.dirname)

test('a test skipped for a reason of the list is not exercised; any other skipped test failed', () => {
  const outcomes = [
    { name: 'a', state: 'passed' },
    { name: 'b', state: 'failed' },
    { name: 'c', state: 'skipped', reason: KNOWN },
    { name: 'd', state: 'skipped', reason: 'not today' },
    { name: 'e', state: 'skipped' }
  ]
  expect(countOutcomes(outcomes)).toEqual({ passed: 1, failed: 3, notExercised: [{ name: 'c', reason: KNOWN }] })
  expect(describeBadSkips(outcomes)).toEqual([
    'FAILED d: skipped with "not today", which is not on the list',
    'FAILED e: skipped without a reason'
  ])
})

test('counts of several runs add up, and the lines are exact', () => {
  const sum = sumCounts([
    { passed: 3, failed: 0, notExercised: [{ name: 'c', reason: KNOWN }] },
    { passed: 4, failed: 1, notExercised: [] }
  ])
  expect(notExercisedLines(sum)).toEqual([`NOT EXERCISED c: ${KNOWN}`])
  expect(totalLine(sum)).toBe('7 passed, 1 failed')
})

test("Playwright's report gives every story with its skip reason, and errors outside of stories", () => {
  const story = (title, status, annotations = []) => ({ title, tests: [{ status, annotations }] })
  const report = {
    suites: [
      {
        title: 'chat.spec.ts',
        specs: [story('answers', 'expected'), story('gpu', 'skipped', [{ type: 'skip', description: KNOWN }])],
        suites: [{ title: 'Stop', specs: [story('stops', 'unexpected'), story('never ran', 'skipped')] }]
      }
    ],
    errors: [{ message: 'Error: broken file\nat line 1' }]
  }
  expect(playwrightOutcomes(report)).toEqual([
    { name: 'chat.spec.ts › answers', state: 'passed', reason: undefined },
    { name: 'chat.spec.ts › gpu', state: 'skipped', reason: KNOWN },
    { name: 'chat.spec.ts › Stop › stops', state: 'failed', reason: undefined },
    { name: 'chat.spec.ts › Stop › never ran', state: 'skipped', reason: undefined },
    { name: 'Error: broken file', state: 'failed' }
  ])
})

test("Vitest's run gives every test with its skip note, and files that cannot be read", () => {
  const root = testFolder()
  fs.writeFileSync(
    path.join(root, 'a.test.mjs'),
    `test('passes', () => {}); test('gpu', (context) => context.skip(${JSON.stringify(KNOWN)})); test.skip('lazy', () => {}); test('fails', () => { throw new Error('no') })`
  )
  fs.writeFileSync(path.join(root, 'b.test.mjs'), "throw new Error('unreadable')")
  const file = path.join(root, 'outcomes.json')
  const vitest = fs.realpathSync(path.join(repository, 'node_modules', '.bin', 'vitest'))
  const reporter = path.join(import.meta.dirname, 'vitestOutcomes.mjs')
  spawnSync(process.execPath, [vitest, 'run', '--root', root, '--globals', `--reporter=${reporter}`], {
    env: { ...process.env, HEARTH_OUTCOMES: file }
  })
  const outcomes = JSON.parse(fs.readFileSync(file, 'utf8')).sort((a, b) => a.name.localeCompare(b.name))
  expect(outcomes).toEqual([
    { name: 'a.test.mjs: fails', state: 'failed' },
    { name: 'a.test.mjs: gpu', state: 'skipped', reason: KNOWN },
    { name: 'a.test.mjs: lazy', state: 'skipped' },
    { name: 'a.test.mjs: passes', state: 'passed' },
    { name: 'b.test.mjs', state: 'failed' }
  ])
})

test('a step that ends without counts is one failure, and the last line says so', () => {
  const root = testFolder()
  const summary = (...args) =>
    spawnSync(process.execPath, [path.join(import.meta.dirname, 'ci-summary.mjs'), ...args], {
      env: { ...process.env, HEARTH_COUNTS_ROOT: root },
      encoding: 'utf8'
    })
  writeCounts(root, 'stale', { passed: 9, failed: 9, notExercised: [] })
  summary('clear')
  writeCounts(root, 'check', { passed: 6, failed: 0, notExercised: [] })
  summary('step', 'check', '0')
  writeCounts(root, 'unit', { passed: 10, failed: 0, notExercised: [{ name: 'c', reason: KNOWN }] })
  summary('step', 'test', '1')
  expect(readCounts(root).e2e).toEqual({ passed: 0, failed: 1, notExercised: [] })
  const total = summary('total')
  expect(total.stdout).toBe(`NOT EXERCISED c: ${KNOWN}\n16 passed, 1 failed\n`)
  expect(total.status).toBe(1)
})

test('a run in which everything passed ends well', () => {
  const root = testFolder()
  writeCounts(root, 'check', { passed: 6, failed: 0, notExercised: [] })
  const { status, stdout } = spawnSync(process.execPath, [path.join(import.meta.dirname, 'ci-summary.mjs'), 'total'], {
    env: { ...process.env, HEARTH_COUNTS_ROOT: root },
    encoding: 'utf8'
  })
  expect([status, stdout]).toEqual([0, '6 passed, 0 failed\n'])
})
