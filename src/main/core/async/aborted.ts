/** Resolves with null once `signal` is aborted. */
export function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null)
    else signal.addEventListener('abort', () => resolve(null), { once: true })
  })
}

/** The result of `work`, or null once `signal` is aborted before. Nothing listens to the signal any more then: it may outlive many works. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  const end = new AbortController()
  try {
    return await Promise.race([work, aborted(AbortSignal.any([signal, end.signal]))])
  } finally {
    end.abort()
  }
}
