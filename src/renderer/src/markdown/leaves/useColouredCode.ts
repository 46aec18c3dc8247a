import { useEffect, useMemo, useState, type RefObject } from 'react'
import { CodeColouring, type ColouredCode } from './codeColouring'
import type { Grammar } from './codeLine'
import { colouredBefore, keepColours } from './colouredBefore'
import { whenIdle } from './whenIdle'

/** New lines in one commit while the block grows. */
const LIVE = { lines: 12, milliseconds: 6 }
const IDLE = { lines: 40, milliseconds: 8 }
const NONE = { lines: 0, milliseconds: 0 }

/**
 * The colours of a source, as far as there are any; null without a grammar. A block that grows is coloured as it grows; one that was there already in idle time, when
 * it comes near the screen.
 */
export function useColouredCode(
  source: string,
  grammar: Grammar | null,
  place: RefObject<Element | null>,
  isOpen: boolean
): ColouredCode | null {
  const colouring = useMemo(() => grammar && new CodeColouring(grammar), [grammar])
  const [wasOpen] = useState(isOpen)
  const [slice, setSlice] = useState(0)
  const isNear = useIsNear(place) || wasOpen

  const before = useMemo(() => (isOpen || !grammar ? null : colouredBefore(grammar.name, source)), [grammar, source, isOpen])
  // `slice` says only that there is more: the idle work has been done already. Doing it again gives the same.
  const now = useMemo(() => colouring?.advance(source, wasOpen ? LIVE : NONE) ?? null, [colouring, source, wasOpen, slice]) // eslint-disable-line react-hooks/exhaustive-deps
  const code = before ?? now

  const needsWork = isNear && code !== null && !code.isDone && !code.isTooSlow
  useEffect(() => {
    if (!needsWork || !colouring) return undefined
    return whenIdle(() => {
      colouring.advance(source, IDLE)
      setSlice((count) => count + 1)
    })
  }, [needsWork, colouring, source, slice])
  useEffect(() => {
    if (!isOpen && grammar && code?.isDone) keepColours(grammar.name, source, code)
  }, [isOpen, code, grammar, source])
  return code
}

/** Whether it has been on the screen or near it. */
function useIsNear(place: RefObject<Element | null>): boolean {
  const [isNear, setIsNear] = useState(false)
  useEffect(() => {
    if (isNear || !place.current) return undefined
    const observer = new IntersectionObserver((entries) => setIsNear(entries.some(({ isIntersecting }) => isIntersecting)), {
      scrollMargin: '600px'
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [isNear, place])
  return isNear
}
