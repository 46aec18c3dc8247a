import { useEffect, useRef, useState } from 'react'

/**
 * The value, let through at most every so many milliseconds; the last one always arrives.
 * A change of `kind` is let through at once.
 */
export function useAtMostEvery<T>(milliseconds: number, value: T, kind: string): T {
  const [shown, setShown] = useState({ value, kind })
  const shownAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    const due = shownAt.current + milliseconds - performance.now()
    const timer = setTimeout(
      () => {
        shownAt.current = performance.now()
        setShown({ value, kind })
      },
      Math.max(0, due)
    )
    return () => clearTimeout(timer)
  }, [milliseconds, value, kind])
  return shown.kind === kind ? shown.value : value
}
