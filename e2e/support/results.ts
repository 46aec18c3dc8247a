import path from 'node:path'

/** Where a run leaves its report; `npm test` names the folder. */
export const results = process.env.HEARTH_E2E_RESULTS ?? path.join('test-results', 'e2e')

/** One line for each start of the application. */
export const startsFile = path.join(results, 'starts.txt')
