/** Runs work when the page has nothing more urgent to do. Returns the function that calls it off. */
export function whenIdle(work: () => void): () => void {
  // Not every environment that draws components has idle time.
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(work)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(work, { timeout: 200 })
  return () => cancelIdleCallback(handle)
}
