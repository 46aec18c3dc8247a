export { canSandbox } from './sandbox.mjs'

/** What a machine may lack; the list is closed. */
export type Exercise = 'gpu' | 'userNamespace' | 'namespaceLimit' | 'fileSizeLimit' | 'linux' | 'signals' | 'virtualDisplay'

/**
 * The sentence a test must skip with when this machine cannot run it, undefined when it can.
 * Playwright: `test.skip(reason !== undefined, reason)`. Vitest: `context.skip(reason !== undefined, reason)`.
 */
export function cannotExercise(name: Exercise): string | undefined

/** Whether a test that skipped with this sentence is reported as not exercised; any other skipped test counts as failed. */
export function isKnownReason(sentence: string | undefined): boolean
