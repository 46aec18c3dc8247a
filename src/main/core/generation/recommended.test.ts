import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import manifest from '../../../../resources/starter-model.json'
import type { Prompt, SeededSampling } from '../../../engine/engine'
import { FakeEngine } from '../../../engine/fake/fakeEngine'
import { memoryConversationStore } from '../../storage/memoryConversationStore'
import { fileModelLibrary, starterManifest } from '../../storage/modelLibrary/fileModelLibrary'
import { diskReader } from '../../storage/modelLibrary/folderReader'
import { until } from '../testing/manualClock'
import { libraryOf, setUpCore, type CoreChanges, type TestCore } from '../testing/setUpCore'

const { settings, systemMessage } = manifest.recommended

let dataFolder: string
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'hearth-recommended-'))
  await writeFile(join(dataFolder, 'starter.gguf'), 'GGUF')
})
afterAll(() => rm(dataFolder, { recursive: true }))

interface Asked {
  prompt: Prompt
  sampling: SeededSampling
}

/** Core on the real library with the manifest that Hearth ships, or another; `asked` is what the engine was asked to generate. */
async function open(
  changes: CoreChanges = {},
  { contextSize = 4096, of = manifest }: { contextSize?: number; of?: object } = {}
): Promise<TestCore & { asked: Asked[] }> {
  const asked: Asked[] = []
  class Listening extends FakeEngine {
    override generate: FakeEngine['generate'] = (prompt, sampling, options) => {
      asked.push({ prompt, sampling: sampling as SeededSampling })
      return super.generate(prompt, sampling, options)
    }
  }
  const library = fileModelLibrary({
    starter: { path: join(dataFolder, 'starter.gguf'), manifest: starterManifest.parse(of) },
    folder: join(dataFolder, 'models'),
    curated: { models: [] },
    reader: diskReader
  })
  const core = setUpCore({ engine: () => new Listening({ contextSize }), store: memoryConversationStore(), library, ...changes })
  await core.ready()
  return { ...core, asked }
}

describe('what is recommended for the starter, from its manifest to the engine', () => {
  const sampling = async (of: object): Promise<unknown> => {
    const { call, asked } = await open({}, { of })
    await call('generation.send', { conversationId: null, parentId: null, text: 'hi' })
    await until(() => asked.length > 0)
    return asked[0]?.sampling
  }

  /** Nobody's defaults, and not what is recommended. */
  const others: typeof settings = { temperature: 0.225, topP: 0.7, topK: 21, repeatPenalty: 1.2, dryStrength: 0.6, dryAllowedLength: 7 }
  for (const [name, value] of Object.entries(settings)) {
    it(`${name} ${value}`, async () => {
      expect(await sampling(manifest)).toHaveProperty(name, value)
      const another = others[name as keyof typeof settings]
      const changed = { ...manifest.recommended, settings: { ...settings, [name]: another } }
      expect(await sampling({ ...manifest, recommended: changed })).toHaveProperty(name, another)
    })
  }

  it('the system message, in front of what the person wrote, and again before a follow-up; it is no message of the chat', async () => {
    const { call, asked, events } = await open()
    const sent = await call('generation.send', { conversationId: null, parentId: null, text: 'My name is Ada.' })
    await until(() => events.hasEnded(sent.generation.generationId))
    const { conversation, message } = sent
    await call('generation.send', { conversationId: conversation.id, parentId: message.id, text: 'What is my name?' })
    await until(() => asked.length === 2)
    const system = { role: 'system', text: systemMessage }
    expect(asked[0]?.prompt).toEqual([system, { role: 'user', text: 'My name is Ada.' }])
    expect(asked[1]?.prompt.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user'])
    expect(asked[1]?.prompt[0]).toEqual(system)
    const { messages } = await call('conversation.open', { conversationId: conversation.id })
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant'])
    const told = events.all.filter(({ name }) => name !== 'model.changed') // there it is what suits the model
    expect(JSON.stringify([messages, told])).not.toContain(systemMessage)
  })

  it('the system message counts when a message is refused as too long', async () => {
    const { call, refusal } = await open({}, { contextSize: 100 })
    const fits = 75 - '<user>, <end>, <assistant>'.split(',').length - `<system> ${systemMessage} <end>`.split(' ').length
    const message = (words: number) => ({ conversationId: null, parentId: null, text: 'word '.repeat(words).trim() })
    expect(await refusal('generation.send', message(fits + 1))).toMatchObject({ code: 'generation.messageTooLong' })
    await call('generation.send', message(fits))
  })

  it('nothing is put in front of what a model is asked that nothing is known of', async () => {
    const model = { id: 'starter', name: 'M', quantization: null, bytes: 4, isStarter: true }
    const { call, asked } = await open({ library: libraryOf([{ path: '/m.gguf', model, recommended: null }]) })
    await call('generation.send', { conversationId: null, parentId: null, text: 'hi' })
    await until(() => asked.length > 0)
    expect(asked[0]?.prompt).toEqual([{ role: 'user', text: 'hi' }])
  })
})
