import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOf, firstOf, nextWindow, windowAround, windowAtEnd, type Edges, type RowWindow, type ViewOfRows } from './rowWindow'

const rowsIn = (window: RowWindow, rows: number): number => endOf(window, rows) - firstOf(window, rows)
/** A view of 800 pixels. */
const low: ViewOfRows = { height: 800, leastHeightOf: () => 40 }
const high: ViewOfRows = { height: 800, leastHeightOf: () => 1_000 }
const nowhere: Edges = { isTopNear: false, isEndNear: false, isFirstPageFar: false, isLastPageFar: false }

/** What a person sees who looks at `row`, where each row is 200 pixels high and the view 800. */
function edgesAt(row: number, window: RowWindow, rows: number): Edges {
  const above = (row - firstOf(window, rows)) * 200
  const below = (endOf(window, rows) - row) * 200 - 800
  return { isTopNear: above < 3000, isEndNear: below < 3000, isFirstPageFar: above > 8000, isLastPageFar: below > 8000 }
}

/** Until nothing changes any more, as after one scroll. */
function settled(window: RowWindow, row: number, rows: number): RowWindow {
  let known = window
  for (let steps = 0; steps < 100; steps++) {
    const next = nextWindow(known, rows, edgesAt(row, known, rows))
    if (next === known) return known
    known = next
  }
  throw new Error('It never comes to rest')
}

describe('the window of rows', () => {
  it('holds the newest rows that fill the view where a conversation is opened, and those that come', () => {
    expect(windowAtEnd(5_000, low)).toEqual({ first: 4_980, end: null })
    expect(windowAtEnd(5_000, high)).toEqual({ first: 4_996, end: null })
    expect(windowAtEnd(5_000, { ...low, height: 0 }), 'of a view that has no height yet').toEqual({ first: 4_996, end: null })
    expect(rowsIn(windowAtEnd(5_000, high), 5_000)).toBe(4)
    expect(endOf(windowAtEnd(5_000, low), 5_002)).toBe(5_002)
    expect(windowAtEnd(3, low)).toEqual({ first: 0, end: null })
  })

  it('is built around a row that is jumped to', () => {
    expect(windowAround(0, 5_000, low)).toEqual({ first: 0, end: 21 })
    expect(windowAround(2_000, 5_000, low)).toEqual({ first: 1_996, end: 2_021 })
    expect(windowAround(2_000, 5_000, high)).toEqual({ first: 1_996, end: 2_004 })
    expect(windowAround(4_995, 5_000, low)).toEqual({ first: 4_980, end: null })
    expect(windowAround(4_998, 5_000, high)).toEqual({ first: 4_994, end: null })
    expect(windowAround(2, 5, low)).toEqual({ first: 0, end: null })
  })

  it('grows by ten where its edge comes near, and stays the same object where nothing is to be done', () => {
    const window = windowAtEnd(5_000, low)
    expect(nextWindow(window, 5_000, { ...nowhere, isTopNear: true })).toEqual({ first: 4_970, end: null })
    expect(nextWindow({ first: 0, end: 40 }, 5_000, { ...nowhere, isTopNear: true, isEndNear: true })).toEqual({ first: 0, end: 50 })
    expect(nextWindow(window, 5_000, nowhere)).toBe(window)
    expect(nextWindow(windowAtEnd(7, low), 7, { ...nowhere, isTopNear: true, isEndNear: true })).toEqual({ first: 0, end: null })
  })

  it('drops what is farthest away above 150 rows, and never what is near', () => {
    const wide: RowWindow = { first: 100, end: 260 }
    expect(nextWindow(wide, 5_000, { ...nowhere, isFirstPageFar: true })).toEqual({ first: 110, end: 260 })
    expect(nextWindow(wide, 5_000, { ...nowhere, isLastPageFar: true })).toEqual({ first: 100, end: 250 })
    expect(nextWindow(wide, 5_000, nowhere), 'rows that are low').toBe(wide)
  })

  it('follows whoever scrolls: what is seen is there with room on both sides, and never more than 160 rows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_000 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 }),
        (rows, places) => {
          let window = windowAtEnd(rows, low)
          for (const place of places) {
            // As far as the mounted rows let one scroll.
            const wanted = Math.floor(place * rows)
            const row = Math.max(firstOf(window, rows), Math.min(endOf(window, rows) - 1, wanted))
            window = settled(window, row, rows)
            expect(rowsIn(window, rows)).toBeLessThanOrEqual(160)
            expect(firstOf(window, rows)).toBeLessThanOrEqual(Math.max(0, row - 15))
            expect(endOf(window, rows)).toBeGreaterThanOrEqual(Math.min(rows, row + 15))
          }
        }
      )
    )
  })
})
