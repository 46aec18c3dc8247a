// Reads Playwright's JSON report.

const STATES = { expected: 'passed', unexpected: 'failed', flaky: 'failed', skipped: 'skipped' }

function specsOf(suite, titles) {
  const specs = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => ({
      name: [...titles, spec.title].join(' › '),
      state: STATES[test.status] ?? 'failed',
      reason: test.annotations.find(({ type }) => type === 'skip')?.description
    }))
  )
  return [...specs, ...(suite.suites ?? []).flatMap((inner) => specsOf(inner, [...titles, inner.title]))]
}

/**
 * @param {{ suites?: object[], errors?: { message?: string }[] }} report
 * @returns {import('./counts.mjs').TestOutcome[]} errors outside any test count as one failed test each
 */
export function playwrightOutcomes(report) {
  const tests = (report.suites ?? []).flatMap((suite) => specsOf(suite, [suite.title]))
  const errors = (report.errors ?? []).map(({ message }) => ({
    name: message?.split('\n')[0] ?? 'error outside any test',
    state: 'failed'
  }))
  return [...tests, ...errors]
}
