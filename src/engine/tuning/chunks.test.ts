import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHUNK_SIZES, nextCut, piecesOf, type Chunks } from './chunks'

const runs = process.env.HEARTH_FAULTS === 'full' ? 1000 : 100

/** Chunks that become smaller at rising multiples. */
const anyChunks: fc.Arbitrary<Chunks> = fc
  .subarray([...CHUNK_SIZES], { minLength: 1 })
  .chain((sizes) =>
    fc
      .array(fc.integer({ min: 1, max: 8 }), { minLength: sizes.length, maxLength: sizes.length })
      .map((counts) => ({ sizes: [...sizes].sort((a, b) => b - a), counts }))
  )
  .map(({ sizes, counts }) => {
    let from = 0
    return sizes.map((size, index) => {
      const part = { from, size }
      from += size * (counts[index] ?? 1)
      return part
    })
  })

function cutsFrom(chunks: Chunks, at: number, end: number): number[] {
  const cuts: number[] = []
  for (let cut = nextCut(chunks, at); cut < end; cut = nextCut(chunks, cut)) cuts.push(cut)
  return cuts
}

it('invariant: the cuts are the same wherever the reading begins, and no piece is longer than its chunk', () => {
  fc.assert(
    fc.property(anyChunks, fc.nat(6000), (chunks, start) => {
      const all = cutsFrom(chunks, 0, 8192)
      expect(cutsFrom(chunks, start, 8192)).toEqual(all.filter((cut) => cut > start))
      for (const [index, cut] of all.entries()) {
        const begin = all[index - 1] ?? 0
        expect(cut - begin).toBe(chunks.findLast(({ from }) => from <= begin)?.size)
      }
    }),
    { seed: 5, numRuns: runs }
  )
})

describe('the pieces of a prefill', () => {
  const chunks: Chunks = [
    { from: 0, size: 32 },
    { from: 64, size: 16 }
  ]
  const pieces = (from: number, to: number) => [...piecesOf(chunks, from, to)]

  it('are whole chunks, but for what is left at the end', () => {
    expect(pieces(0, 90)).toEqual([
      { at: 0, end: 32, whole: 32 },
      { at: 32, end: 64, whole: 32 },
      { at: 64, end: 80, whole: 16 },
      { at: 80, end: 90, whole: null }
    ])
    expect(pieces(0, 80).at(-1)).toEqual({ at: 64, end: 80, whole: 16 })
  })

  it('begin in the middle of a chunk where a prefix hit ends there', () => {
    expect(pieces(40, 80)).toEqual([
      { at: 40, end: 64, whole: null },
      { at: 64, end: 80, whole: 16 }
    ])
    expect(pieces(40, 50)).toEqual([{ at: 40, end: 50, whole: null }])
  })

  it('are none where nothing is left to evaluate', () => {
    expect(pieces(48, 48)).toEqual([])
  })

  it('invariant: follow each other without a gap, pause at every cut in between, and are the same behind the first cut wherever it begins', () => {
    fc.assert(
      fc.property(anyChunks, fc.nat(3000), fc.nat(3000), (cut, from, length) => {
        const to = from + length
        const own = [...piecesOf(cut, from, to)]
        expect([from, ...own.map(({ end }) => end)]).toEqual([...own.map(({ at }) => at), to])
        expect(own.slice(0, -1).map(({ end }) => end)).toEqual(cutsFrom(cut, from, to))
        const first = nextCut(cut, from)
        expect(own.filter(({ at }) => at >= first)).toEqual([...piecesOf(cut, 0, to)].filter(({ at }) => at >= first))
      }),
      { seed: 6, numRuns: runs }
    )
  })
})
