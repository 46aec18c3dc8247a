import type { BigIntStats } from 'node:fs'
import type * as FileSystem from 'node:fs/promises'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { inspectModelFile } from './inspectModelFile'
import { gguf } from './testing/gguf'

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FileSystem>()
  const stat = async (path: string): Promise<BigIntStats> => Object.assign(await real.stat(path, { bigint: true }), { ino: 0n })
  return { ...real, stat }
})

it('a model in several files on a network place that gives every file the same number has no fault where they say which they are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-numbers-'))
  try {
    for (const part of [1, 2]) await writeFile(join(folder, `big-0000${part}-of-00002.gguf`), gguf([['split.no', { u16: part - 1 }]]))
    expect(await inspectModelFile(join(folder, 'big-00001-of-00002.gguf'))).toBeNull()
  } finally {
    await rm(folder, { recursive: true })
  }
})
