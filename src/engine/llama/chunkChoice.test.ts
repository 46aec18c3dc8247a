import { describe, expect, it } from 'vitest'
import type { Bench } from './bench'
import { chooseChunk } from './chunkChoice'

/** A computer that reads a chunk in `base + perToken * chunk * (1 + position / slowdown)` milliseconds. */
function simulated({
  perToken,
  slowdown = Infinity,
  base = 0,
  size = 2048
}: {
  perToken: number
  slowdown?: number
  base?: number
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
      const time = base + perToken * count * (1 + position / slowdown)
      position += count
      return Promise.resolve(time)
    },
    rewind: (to) => Promise.resolve(void (position = to))
  }
}
const chunkOf = async (bench: Bench, contextSize = 8192): Promise<number> => (await chooseChunk(bench, contextSize)).chunk

describe('the chunk', () => {
  it('is the largest that is read within 200 ms', async () => {
    expect(await chunkOf(simulated({ perToken: 3 }))).toBe(64)
    expect(await chunkOf(simulated({ perToken: 0.1 }))).toBe(512)
  })

  it('is the smallest where even that takes longer', async () => {
    expect(await chunkOf(simulated({ perToken: 100 }))).toBe(16)
  })

  it('is judged at half of the context, where reading is slower', async () => {
    // 64 tokens take 128 ms at the beginning and 256 ms at position 4,096
    expect(await chunkOf(simulated({ perToken: 2, slowdown: 4096 }))).toBe(32)
    expect(await chunkOf(simulated({ perToken: 2, slowdown: 4096 }), 1024)).toBe(64)
  })

  it('fits into a small context', async () => {
    expect(await chunkOf(simulated({ perToken: 0.01, size: 256 }), 256)).toBe(128)
  })

  it('comes with the speed of reading there', async () => {
    const { tokensPerMs } = await chooseChunk(simulated({ perToken: 100, slowdown: 4096 }), 8192)
    expect(tokensPerMs).toBeCloseTo(0.01, 3)
  })
})
