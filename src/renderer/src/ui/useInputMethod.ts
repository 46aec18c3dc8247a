import { useRef, type KeyboardEvent } from 'react'

interface InputMethod {
  onCompositionEnd: () => void
  /** Whether a key of this field belongs to an input method, which confirms its word with Enter and drops it with Esc. */
  takes: (event: KeyboardEvent) => boolean
}

/** Tells the keys of an input method from those of the field. Some report the key that ends a composition only after it has ended. */
export function useInputMethod(): InputMethod {
  const hasEnded = useRef(false)
  return {
    onCompositionEnd: () => {
      hasEnded.current = true
      setTimeout(() => (hasEnded.current = false))
    },
    takes: ({ nativeEvent, keyCode }) => nativeEvent.isComposing || keyCode === 229 || hasEnded.current
  }
}
