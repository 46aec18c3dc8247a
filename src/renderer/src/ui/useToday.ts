import { useEffect, useState } from 'react'

const HOUR = 3_600_000

/**
 * The present day. Changes at the first full hour of the next one at the latest, so that "Today" stays true in a window that is left open.
 */
export function useToday(): Date {
  const [today, setToday] = useState(() => new Date())
  useEffect(() => {
    const look = (): void => setToday((known) => (known.toDateString() === new Date().toDateString() ? known : new Date()))
    const timer = setInterval(look, HOUR)
    window.addEventListener('focus', look)
    return () => {
      clearInterval(timer)
      window.removeEventListener('focus', look)
    }
  }, [])
  return today
}
