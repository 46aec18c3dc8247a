// What a run of checks or tests counted: test-results/counts/<name>.json, and the two kinds of line made of it.
import fs from 'node:fs'
import path from 'node:path'
import { isKnownReason } from './exercised.mjs'

/**
 * @typedef {{ passed: number, failed: number, notExercised: { name: string, reason: string }[] }} Counts
 * @typedef {{ name: string, state: 'passed' | 'failed' | 'skipped', reason?: string | undefined }} TestOutcome reason: what it was skipped with
 */

const folder = (root) => path.join(root, 'test-results', 'counts')

/** @param {string} root @param {string} name @param {Counts} counts */
export function writeCounts(root, name, counts) {
  fs.mkdirSync(folder(root), { recursive: true })
  fs.writeFileSync(path.join(folder(root), `${name}.json`), `${JSON.stringify(counts, null, 2)}\n`)
}

export const clearCounts = (root) => fs.rmSync(folder(root), { recursive: true, force: true })

/** @returns {Record<string, Counts>} what was written so far, by name */
export function readCounts(root) {
  if (!fs.existsSync(folder(root))) return {}
  const names = fs.readdirSync(folder(root)).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(
    names.map((name) => [path.basename(name, '.json'), JSON.parse(fs.readFileSync(path.join(folder(root), name), 'utf8'))])
  )
}

/** A test that was skipped for a reason of the closed list is not exercised; skipped for anything else, it failed. @param {TestOutcome[]} outcomes */
export function countOutcomes(outcomes) {
  const skipped = outcomes.filter(({ state }) => state === 'skipped')
  const notExercised = skipped.filter(({ reason }) => isKnownReason(reason)).map(({ name, reason }) => ({ name, reason }))
  const passed = outcomes.filter(({ state }) => state === 'passed').length
  return { passed, failed: outcomes.length - passed - notExercised.length, notExercised }
}

/** Lines for the tests that were skipped without a reason of the list, so that their failure has a cause one can read. */
export function describeBadSkips(outcomes) {
  return outcomes
    .filter(({ state, reason }) => state === 'skipped' && !isKnownReason(reason))
    .map(({ name, reason }) => `FAILED ${name}: skipped ${reason ? `with "${reason}", which is not on the list` : 'without a reason'}`)
}

/** @param {Counts[]} list @returns {Counts} */
export function sumCounts(list) {
  return {
    passed: list.reduce((sum, { passed }) => sum + passed, 0),
    failed: list.reduce((sum, { failed }) => sum + failed, 0),
    notExercised: list.flatMap(({ notExercised }) => notExercised)
  }
}

/** @param {Counts} counts */
export const notExercisedLines = ({ notExercised }) => notExercised.map(({ name, reason }) => `NOT EXERCISED ${name}: ${reason}`)

/** The last line of a whole run. @param {Counts} counts */
export const totalLine = ({ passed, failed }) => `${passed} passed, ${failed} failed`
