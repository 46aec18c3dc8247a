import { describe, expect, it } from 'vitest'
import type { Chunks } from '../chunks'
import type { Bench } from './bench'
import { chooseChunks } from './chunkChoice'

/**
 * A computer that reads a chunk in `base + perToken * size + perPosition * position` milliseconds. `base` makes larger chunks faster,
 * `perPosition` makes every chunk slower the more was read before it.
 */
function simulated({
  perToken,
  base = 50,
  perPosition = 0,
  size = 2048
}: {
  perToken: number
  base?: number
  perPosition?: number
  size?: number
}): Bench {
  let position = 0
  return {
    size,
    get position() {
      return position
    },
    read(count) {
      if (position + count > size) throw new Error('behind the end of the context')
      const time = base + perToken * count + perPosition * position
      position += count
      return Promise.resolve(time)
    },
    rewind: (to) => Promise.resolve(void (position = to))
  }
}
const chunksOf = async (bench: Bench, contextSize = 8192): Promise<Chunks> => (await chooseChunks(bench, contextSize)).chunks

describe('the chunks', () => {
  it('are the largest that are read within 240 ms', async () => {
    expect(await chunksOf(simulated({ perToken: 2 }))).toEqual([{ from: 0, size: 64 }])
    expect(await chunksOf(simulated({ perToken: 0.1 }))).toEqual([{ from: 0, size: 512 }])
  })

  it('are the smallest where even those take longer', async () => {
    expect(await chunksOf(simulated({ perToken: 100 }))).toEqual([{ from: 0, size: 16 }])
  })

  it('become smaller where reading becomes slower, before Stop would have to wait longer', async () => {
    // 64 tokens take 178 + position / 50 ms: 240 ms at position 3,100. 32 take 114 + position / 50: 240 ms at position 6,300.
    expect(await chunksOf(simulated({ perToken: 2, perPosition: 0.02 }))).toEqual([
      { from: 0, size: 64 },
      { from: 3136, size: 32 },
      { from: 6304, size: 16 }
    ])
    expect(await chunksOf(simulated({ perToken: 2, perPosition: 0.02 }), 4096)).toHaveLength(2)
  })

  it('are the smallest where larger ones are no faster', async () => {
    expect(await chunksOf(simulated({ perToken: 1, base: 0 }))).toEqual([{ from: 0, size: 16 }])
  })

  it('fit into a small context', async () => {
    expect(await chunksOf(simulated({ perToken: 0.01, size: 256 }), 256)).toEqual([{ from: 0, size: 128 }])
  })

  it('come with the time that a prompt takes in them', async () => {
    const { readMs } = await chooseChunks(simulated({ perToken: 100, base: 0, perPosition: 1 }), 8192)
    expect(readMs(0)).toBe(0)
    expect(readMs(32)).toBeCloseTo(1600 + 1600 + 16)
  })
})
