import fc from 'fast-check'
import { mkdtemp, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import json from '../../../../resources/models.json'
import starter from '../../../../resources/starter-model.json'
import { writeGguf, type MetadataValue } from '../../../engine/scriptedModel/ggufFile'
import { recommendedDefault } from '../../../shared/domain/recommendedSettings'
import { defaultChoice } from '../../../shared/domain/presets'
import { resolveChoice } from '../../../shared/domain/resolveChoice'
import { runs } from '../testing/faults'
import { curatedModels, recommendedByList } from './curatedModels'
import { fileModelLibrary, starterManifest } from './fileModelLibrary'
import { diskReader } from './folderReader'
import { generalEntries } from './generalEntries'

const curated = curatedModels.parse(json)
const text = (value: string): MetadataValue => ({ kind: 'string', value })
const f32 = (value: number): MetadataValue => ({ kind: 'f32', value })

/** What a file of this name with these entries is sampled with. */
async function settingsOf(file: string, entries: Record<string, MetadataValue>) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'hearth-recommended-'))
  try {
    const folder = join(dataFolder, 'models')
    await mkdir(folder)
    writeGguf(join(folder, file), entries, [])
    const manifest = starterManifest.parse(starter)
    const library = fileModelLibrary({ starter: { path: join(dataFolder, 'none'), manifest }, folder, curated, reader: diskReader })
    const found = await library.find(`folder:${file}`)
    if (!found) return expect.fail('the file was not found')
    return resolveChoice(defaultChoice, [], found.recommended).settings
  } finally {
    await rm(dataFolder, { recursive: true })
  }
}

describe('the recommended settings of a model in the folder', () => {
  it.each([
    ['Qwen3-0.6B-Q8_0.gguf', { 'general.architecture': text('qwen3') }, { temperature: 0.6, topP: 0.95, topK: 20, minP: 0 }],
    [
      'any.gguf',
      { 'general.architecture': text('qwen3'), 'general.name': text('Qwen3 8B') },
      { temperature: 0.6, topP: 0.95, topK: 20, minP: 0 }
    ],
    ['SmolLM3-3B-Q4_K_M.gguf', { 'general.architecture': text('smollm3') }, { temperature: 0.6, topP: 0.95 }],
    ['gemma-4-E2B-it-Q4_0.gguf', { 'general.architecture': text('gemma4') }, { temperature: 1, topP: 0.95, topK: 64 }],
    ['gpt-oss-20b-MXFP4.gguf', { 'general.architecture': text('gpt-oss') }, { temperature: 1, topP: 1 }]
  ])('are those of the list where it knows the model, every one of them: %s', async (file, entries, values) => {
    expect(await settingsOf(file, entries as Record<string, MetadataValue>)).toEqual({ ...recommendedDefault, ...values })
  })

  it('are those in the file where the list says nothing, and a penalty where the file asks for one', async () => {
    const entries = {
      'general.architecture': text('llama'),
      'general.tags': { kind: 'strings', value: ['a', 'b'] } as const,
      'general.sampling.temp': f32(0.25),
      'general.sampling.top_p': f32(0.85),
      'general.sampling.top_k': { kind: 'u32', value: 33 } as const,
      'general.sampling.min_p': f32(0.05),
      'general.sampling.penalty_repeat': f32(1.05)
    }
    const values = { temperature: 0.25, topP: 0.85, topK: 33, minP: 0.05, repeatPenalty: 1.05 }
    expect(await settingsOf('own.gguf', entries)).toEqual({ ...recommendedDefault, ...values })
    const known = { ...entries, 'general.architecture': text('smollm3') }
    expect(await settingsOf('SmolLM3-3B.gguf', known)).toEqual({ ...recommendedDefault, ...values, temperature: 0.6, topP: 0.95 })
  })

  it('are without what makes no sense in the file', async () => {
    expect(await settingsOf('odd.gguf', { 'general.sampling.temp': f32(9), 'general.sampling.top_p': text('much') })).toEqual(
      recommendedDefault
    )
  })

  it('are those for any model where nobody knows it, with no penalty', async () => {
    expect(await settingsOf('unknown.gguf', { 'general.architecture': text('llama') })).toEqual(recommendedDefault)
    expect(recommendedDefault.repeatPenalty).toBe(1)
  })
})

describe('the list', () => {
  it.each([
    ['another architecture', { architecture: 'llama', names: ['Qwen3-8B'] }],
    ['a relative with values of its own', { architecture: 'qwen3', names: ['Qwen3-4B-Instruct-2507'] }],
    ['a model that is no chat model', { architecture: 'qwen3', names: ['Qwen3-Embedding-0.6B', 'Qwen3-0.6B'] }],
    ['a row that is not confirmed', { architecture: 'mistral3', names: ['Ministral 3 3B Instruct'] }]
  ])('does not know %s', (_, names) => {
    expect(recommendedByList(curated, names)).toBeNull()
  })

  const [row = expect.fail('no row')] = json.models
  const parse = (changes: object) => curatedModels.safeParse({ models: [{ ...row, ...changes }] }).success
  const source = 'https://example.org/card'

  it('takes each field, and a system message', () => {
    const settings = { temperature: 0.1, topP: 0.2, topK: 3, minP: 0.4, repeatPenalty: 1.5 }
    const facts = Object.fromEntries(Object.entries(settings).map(([field, value]) => [field, { value, source }]))
    const list = curatedModels.parse({ models: [{ ...row, settings: facts, systemMessage: { value: 'Be kind.', source } }] })
    expect(recommendedByList(list, { architecture: 'qwen3', names: ['qwen3-8b'] })).toEqual({ settings, systemMessage: 'Be kind.' })
  })

  it('refuses a fact without a source, one that is no page, and a value that cannot be', () => {
    expect(parse({})).toBe(true)
    expect(parse({ licence: { value: 'MIT', source } })).toBe(true)
    for (const licence of [{ value: 'MIT' }, { value: 'MIT', source: '' }, { value: 'MIT', source: 'the hub' }, 'MIT'])
      expect(parse({ licence })).toBe(false)
    for (const temperature of [{ value: 0.6 }, { value: 7, source }, { value: 'low', source }])
      expect(parse({ settings: { temperature } })).toBe(false)
    expect(parse({ settings: { temprature: { value: 0.6, source } } })).toBe(false)
    expect(parse({ status: 'not confirmed' })).toBe(false)
  })
})

it('the beginning of any file is read as far as it goes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const header = Buffer.concat([Buffer.from('GGUF'), Buffer.alloc(20), Buffer.from(bytes)])
      expect(generalEntries(header)).toBeInstanceOf(Map)
      expect(generalEntries(Buffer.from(bytes))).toBeInstanceOf(Map)
    }),
    { seed: 3, numRuns: runs(2_000) }
  )
})
