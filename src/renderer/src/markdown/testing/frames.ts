import { act } from '@testing-library/react'
import { vi } from 'vitest'

export interface Frames {
  /** One frame, if somebody asks for one. */
  next: () => boolean
  /** Frames, until nobody asks for one. */
  pass: () => void
}

/** The page paints only when a test says so. */
export function holdFrames(): Frames {
  let waiting = new Map<number, FrameRequestCallback>()
  let asked = 0
  vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback): number => {
    waiting.set(++asked, run)
    return asked
  })
  vi.stubGlobal('cancelAnimationFrame', (handle: number) => waiting.delete(handle))
  const next = (): boolean => {
    const now = waiting
    waiting = new Map()
    act(() => now.forEach((run) => run(0)))
    return now.size > 0
  }
  return {
    next,
    pass() {
      while (next());
    }
  }
}
