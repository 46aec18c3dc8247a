/** Nearer to the end than this counts as being there. CSS pixels. */
export const NEAR = 24

/**
 * What happened to the view. `wentUp`: the wheel, a key or a finger asked for what is above · `wentToEnd`: End, the button, or a message
 * that was sent · `scrolled`: the view moved by so many pixels and is now so far from the end; `isDragged` while a button of the pointer is
 * down, on the bar or over text that is being selected.
 */
export type ViewMove =
  | { readonly kind: 'wentUp' }
  | { readonly kind: 'wentToEnd' }
  | { readonly kind: 'scrolled'; readonly by: number; readonly distance: number; readonly isDragged: boolean }

/** Whether the end is followed after a move. Going up ends it at once, however little; only coming back to the end begins it again. */
export function isPinnedAfter(isPinned: boolean, move: ViewMove): boolean {
  if (move.kind !== 'scrolled') return move.kind === 'wentToEnd'
  const { by, distance, isDragged } = move
  if (by < 0 && (isDragged || distance > NEAR)) return false
  return by > 0 && distance <= NEAR ? true : isPinned
}
