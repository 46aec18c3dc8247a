import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CHUNK_SIZES, nextCut, type Chunks } from './chunks'

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
