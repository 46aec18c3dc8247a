import { expect, it } from 'vitest'
import { isPinnedAfter, type ViewMove } from './followRule'

const scrolled = (by: number, distance: number, isDragged = false): ViewMove => ({ kind: 'scrolled', by, distance, isDragged })

it.each<{ what: string; move: ViewMove; ifPinned: boolean; ifNot: boolean }>([
  { what: 'the wheel, PageUp, Home or a finger asks for what is above', move: { kind: 'wentUp' }, ifPinned: false, ifNot: false },
  { what: 'End, the button or a sent message', move: { kind: 'wentToEnd' }, ifPinned: true, ifNot: true },
  { what: 'down to 24 px from the end', move: scrolled(5, 24), ifPinned: true, ifNot: true },
  { what: 'down, not as far as the end', move: scrolled(5, 25), ifPinned: true, ifNot: false },
  { what: 'up from the end', move: scrolled(-200, 200), ifPinned: false, ifNot: false },
  { what: 'up by a little, because the text became shorter', move: scrolled(-5, 0), ifPinned: true, ifNot: false },
  { what: 'up by a little on the bar', move: scrolled(-5, 5, true), ifPinned: false, ifNot: false },
  { what: 'not at all, while the text grew', move: scrolled(0, 400), ifPinned: true, ifNot: false }
])('the end is followed, or not, after: $what', ({ move, ifPinned, ifNot }) => {
  expect(isPinnedAfter(true, move)).toBe(ifPinned)
  expect(isPinnedAfter(false, move)).toBe(ifNot)
})
