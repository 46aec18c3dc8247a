// Vitest reporter: writes every test's outcome, with the note it was skipped with, to the file that HEARTH_OUTCOMES names.
import fs from 'node:fs'
import path from 'node:path'

const STATES = { passed: 'passed', failed: 'failed', skipped: 'skipped', pending: 'failed' }

/** @param {import('vitest/node').TestModule} module */
function outcomesOf(module) {
  const file = module.relativeModuleId
  const tests = [...module.children.allTests()].map((test) => {
    const result = test.result()
    return { name: `${file}: ${test.fullName}`, state: STATES[result.state], reason: result.note }
  })
  // a file that throws while it is read, or a hook that fails, has no test to blame
  const broken = module.errors().length > 0 || (module.state() === 'failed' && !tests.some(({ state }) => state === 'failed'))
  return broken ? [...tests, { name: file, state: 'failed' }] : tests
}

export default class OutcomesReporter {
  /** @param {readonly import('vitest/node').TestModule[]} modules */
  onTestRunEnd(modules, errors) {
    const file = process.env.HEARTH_OUTCOMES
    if (!file) return
    const outcomes = modules.flatMap(outcomesOf)
    const unhandled = errors.map((error) => ({ name: `unhandled error: ${error.message}`, state: 'failed' }))
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, JSON.stringify([...outcomes, ...unhandled]))
  }
}
