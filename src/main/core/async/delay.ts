import type { Clock } from './clock'

/** Resolves after `ms` milliseconds, or as soon as `signal` is aborted: whoever waits looks at the signal afterwards. */
export function delay(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve()
      return
    }
    const cancel = clock.after(ms, () => {
      signal?.removeEventListener('abort', end)
      resolve()
    })
    const end = (): void => {
      cancel()
      resolve()
    }
    signal?.addEventListener('abort', end, { once: true })
  })
}
