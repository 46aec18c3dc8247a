import { webFrame } from 'electron'

const AFTER_LOADING = 5_000 // ms

/**
 * Gives back what starting the window has left in its memory, once, when the page has nothing to do: a page that waits makes so little that
 * Chromium would not collect it for hours.
 */
export function freeAfterStart(): void {
  addEventListener('load', () => setTimeout(() => requestIdleCallback(() => webFrame.clearCache()), AFTER_LOADING), { once: true })
}
