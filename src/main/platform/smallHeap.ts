import { setFlagsFromString } from 'node:v8'

/**
 * Has V8 keep this process small: a young generation of 1 MB, and garbage of the start collected soon, not whenever. It changes when V8 collects,
 * not how it compiles; what main does for a reply is little. The window and the engine have processes of their own.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--optimize-for-size')
}
