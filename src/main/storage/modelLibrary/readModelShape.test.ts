import fc from 'fast-check'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeGguf, type MetadataValue } from '../../../engine/scriptedModel/ggufFile'
import { writeRandomModel } from '../../../engine/scriptedModel/randomModel'
import { runs } from '../testing/faults'
import { readModelShape } from './readModelShape'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'hearth-shape-'))))
afterAll(() => rm(folder, { recursive: true }))

const u32 = (value: number): MetadataValue => ({ kind: 'u32', value })
const i32s = (...value: number[]): MetadataValue => ({ kind: 'i32s', value })
const metadata: Record<string, MetadataValue> = {
  'general.architecture': { kind: 'string', value: 'gemma' },
  'gemma.context_length': u32(32_768),
  'gemma.embedding_length': u32(1_024),
  'gemma.block_count': u32(4),
  'gemma.feed_forward_length': u32(4_000),
  'gemma.attention.head_count': u32(16),
  'gemma.attention.head_count_kv': u32(2),
  'gemma.attention.key_length': u32(128),
  'gemma.attention.value_length': u32(96),
  'gemma.rope.freq_base': { kind: 'f32', value: 10_000 },
  'tokenizer.ggml.tokens': { kind: 'strings', value: ['a', 'b', '', 'ü'] },
  'tokenizer.ggml.scores': { kind: 'f32s', value: [1, 2, 3, 4] },
  'tokenizer.chat_template': { kind: 'string', value: 'x'.repeat(70_000) }
}
const whole = {
  trainedContext: 32_768,
  embedding: 1_024,
  feedForward: 4_000,
  vocabulary: 4,
  heads: 16,
  keyValueHeads: 8,
  keyLength: 128,
  valueLength: 96
}

async function shapeWith(changes: Record<string, MetadataValue | undefined> = {}) {
  const path = join(folder, 'model.gguf')
  const entries = Object.entries({ ...metadata, ...changes }).filter((entry): entry is [string, MetadataValue] => entry[1] !== undefined)
  writeGguf(path, Object.fromEntries(entries), [])
  return readModelShape(path)
}

describe('the shape of a model', () => {
  it('is what its header says', async () => {
    expect(await shapeWith()).toEqual(whole)
  })

  it('is that of a model as it is loaded', async () => {
    const path = join(folder, 'random.gguf')
    const shape = { embedding: 64, layers: 3, heads: 4, feedForward: 96, contextLength: 512 }
    writeRandomModel(path, shape, { tokens: 600 })
    expect(await readModelShape(path)).toEqual({
      trainedContext: 512,
      embedding: 64,
      feedForward: 96,
      vocabulary: 600,
      heads: 4,
      keyValueHeads: 12,
      keyLength: 16,
      valueLength: 16
    })
  })

  it('has as many heads of keys and values as all layers together, also where each layer has another number', async () => {
    expect(await shapeWith({ 'gemma.attention.head_count_kv': i32s(1, 2, 4, 0) })).toMatchObject({ keyValueHeads: 7 })
    expect(await shapeWith({ 'gemma.attention.head_count_kv': undefined })).toMatchObject({ keyValueHeads: 64 })
  })

  it('is complete whatever comes first in the header', async () => {
    const path = join(folder, 'reversed.gguf')
    writeGguf(path, Object.fromEntries(Object.entries(metadata).reverse()), [])
    expect(await readModelShape(path)).toEqual(whole)
  })

  it('has heads as wide as they divide the embedding, where nothing else is said', async () => {
    const keys = { 'gemma.attention.key_length': undefined, 'gemma.attention.value_length': undefined }
    expect(await shapeWith(keys)).toMatchObject({ keyLength: 64, valueLength: 64 })
  })

  it.each(['general.architecture', 'gemma.context_length', 'gemma.block_count', 'gemma.embedding_length', 'gemma.attention.head_count'])(
    'is not known without %s',
    async (key) => {
      expect(await shapeWith({ [key]: undefined })).toBeNull()
      expect(await shapeWith({ [key]: u32(0) })).toBeNull()
      expect(await shapeWith({ [key]: { kind: 'strings', value: ['1'] } })).toBeNull()
    }
  )

  it('is not known of what is no model, or is not there', async () => {
    const path = join(folder, 'other.gguf')
    for (const content of ['', 'GGUF', 'PK and more', `GGUF${'\xff'.repeat(64)}`]) {
      await writeFile(path, content)
      expect(await readModelShape(path), content).toBeNull()
    }
    expect(await readModelShape(join(folder, 'nothing.gguf'))).toBeNull()
    expect(await readModelShape(folder)).toBeNull()
  })

  it('is read, or is not known, whatever bytes the header has', async () => {
    await shapeWith({ 'tokenizer.chat_template': undefined })
    const bytes = await readFile(join(folder, 'model.gguf'))
    const path = join(folder, 'changed.gguf')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 4 }), async (changes) => {
        const changed = Buffer.from(bytes)
        for (const [place, value] of changes) changed[place] = value
        await writeFile(path, changed)
        const shape = await readModelShape(path)
        for (const value of Object.values(shape ?? {})) expect(value).toBeGreaterThan(0)
      }),
      { seed: 1, numRuns: runs(1_000) }
    )
  })
})
