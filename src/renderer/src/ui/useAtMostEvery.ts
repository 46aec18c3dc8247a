import { useEffect, useRef, useState } from 'react'

/**
 * The value, let through at most every so many milliseconds; the last one always arrives.
 * A change of `kind` is let through at once.
 */
export function useAtMostEvery<T>(milliseconds: number, value: T, kind: string): T {
  const [shown, setShown] = useState({ value, kind })
  const last = useRef({ kind, at: Number.NEGATIVE_INFINITY })
  useEffect(() => {
    const due = last.current.kind === kind ? last.current.at + milliseconds - performance.now() : 0
    const timer = setTimeout(
      () => {
        last.current = { kind, at: performance.now() }
        setShown({ value, kind })
      },
      Math.max(0, due)
    )
    return () => clearTimeout(timer)
  }, [milliseconds, value, kind])
  return shown.kind === kind ? shown.value : value
}
