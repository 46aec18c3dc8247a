import { useEffect, useRef } from 'react'

const PAUSE = 500 // ms

/** Runs `save` when nothing was typed for a while. */
export function useSavedWhenIdle(typed: string, save: () => void): void {
  const latest = useRef(save)
  useEffect(() => void (latest.current = save))
  useEffect(() => {
    const timer = setTimeout(() => latest.current(), PAUSE)
    return () => clearTimeout(timer)
  }, [typed])
}
