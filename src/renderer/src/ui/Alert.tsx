import { useEffect, useLayoutEffect, useRef, useState, type ComponentProps, type ReactElement } from 'react'
import { create } from 'zustand'

/** For so long the words of an error behind a layer stay in the region: long enough to be read out. Milliseconds. */
const KEPT_FOR = 10_000

/** The last error behind a layer, a sentence on each line; a new object each time. */
const useHiddenError = create<{ readonly last: { readonly lines: string } | null }>()(() => ({ last: null }))

interface AlertProps extends ComponentProps<'div'> {
  /** What is read out where the error itself cannot be heard, sentence by sentence. */
  sentences: readonly (string | undefined)[]
  /** False: it was read out before, when it happened. */
  isNews?: boolean
}

/**
 * An error, read out where it appears as soon as it does. Behind an open dialog a screen reader hears nothing of the page: one that appears
 * there is read out by the region below, and not again when the dialog goes.
 */
export function Alert({ sentences, isNews = true, ...rest }: AlertProps): ReactElement {
  const lines = sentences.filter((sentence) => sentence !== undefined).join('\n')
  const element = useRef<HTMLDivElement>(null)
  const [isToldElsewhere, setIsToldElsewhere] = useState(false)
  useLayoutEffect(() => {
    if (!isNews || !element.current?.closest('[aria-hidden=true], [inert]')) return
    setIsToldElsewhere(true)
    useHiddenError.setState({ last: { lines } })
  }, [isNews, lines])
  return <div ref={element} role={isNews && !isToldElsewhere ? 'alert' : undefined} {...rest} />
}

/** Always there, and never behind a layer (`aria-live` as an attribute keeps it out of what is hidden). Empty unless an error is told. */
export function HiddenAlerts(): ReactElement {
  const last = useHiddenError((state) => state.last)
  useEffect(() => {
    if (last === null) return undefined
    const timer = setTimeout(() => useHiddenError.setState({ last: null }), KEPT_FOR)
    return () => clearTimeout(timer)
  }, [last])
  return (
    <div className="visually-hidden" aria-live="assertive" aria-atomic>
      {last?.lines.split('\n').map((line, place) => (
        <p key={place}>{line}</p>
      ))}
    </div>
  )
}
