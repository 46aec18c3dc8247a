import { useLayoutEffect, useRef, useState } from 'react'

/** A value that is due so soon is shown at once, with what else has come: a frame of its own for it costs more. Milliseconds. */
const SOON = 60

/**
 * The value, let through at most every so many milliseconds; the last one always arrives.
 * A change of `kind` is let through at once.
 */
export function useAtMostEvery<T>(milliseconds: number, value: T, kind: string): T {
  const [shown, setShown] = useState({ value, kind })
  const last = useRef({ kind, at: Number.NEGATIVE_INFINITY })
  // In the same frame: behind it, what is let through would make a frame of its own.
  useLayoutEffect(() => {
    const show = (): void => {
      last.current = { kind, at: performance.now() }
      setShown({ value, kind })
    }
    const due = last.current.kind === kind ? last.current.at + milliseconds - performance.now() : 0
    if (due <= SOON) {
      show()
      return undefined
    }
    const timer = setTimeout(show, due)
    return () => clearTimeout(timer)
  }, [milliseconds, value, kind])
  return shown.kind === kind ? shown.value : value
}
