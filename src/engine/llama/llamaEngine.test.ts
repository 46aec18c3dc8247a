import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { LlamaContext, LlamaContextSequence, LlamaModel, type Token, type Tokenizer } from 'node-llama-cpp'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { cannotExercise } from '../../../scripts/exercised.mjs'
import { tinyModelFile } from '../../../scripts/setup/tinyModel.mjs'
import { describeBadFiles } from '../contract/badFiles'
import { describeEngine } from '../contract/engineContract'
import { asks, begunReply, follows, greedy, oneThread, record, thoughtOf } from '../contract/recording'
import { describeRealModel } from '../contract/realModel'
import { describeSettings } from '../contract/settings'
import { describeStarter, starterFile } from '../contract/starter'
import { describeThoughts } from '../contract/thoughts'
import type { Thinking } from '../../shared/domain/samplingSettings'
import type { SamplingSettings } from '../../shared/domain/samplingSettings'
import { EngineFailure, type LoadSpec, type Prompt, type SeededSampling } from '../engine'
import { chatMl as chatMlTemplate, chatMlWithSystem } from '../scriptedModel/chatTemplates'
import { writeRandomModel } from '../scriptedModel/randomModel'
import { writeScript, writeScriptedModel, type ScriptOptions } from '../scriptedModel/scriptedModel'
import { standardScripts, writeStandardScript } from '../scriptedModel/standardScripts'
import { TURN_END } from '../scriptedModel/vocabulary'
import type { EngineTuning } from '../tuning/engineTuning'
import { chosen as chosenTuning, safe } from '../tuning/testing/sampleTunings'
import { ChatFormat } from './chatFormat'
import { loadLibrary } from './library'
import { LlamaEngine } from './llamaEngine'
import { PromptRenderer } from './promptRenderer'

// All tests that run llama.cpp are in this file, one after the other: at the same time they would compete for the cores.

const tinyFile = tinyModelFile(process.cwd())
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-llama-'))
afterAll(() => fs.rmSync(folder, { recursive: true }))

const specOf = (file: string): LoadSpec => ({ path: file, gpu: 'off', maxContextSize: 4096, tuning: null })
const loadScript = async (file: string): Promise<LlamaEngine> => {
  const engine = new LlamaEngine()
  await engine.load(specOf(file), { onProgress: () => undefined })
  return engine
}

const files = {
  plain: writeStandardScript(folder, 'plain'),
  long: writeStandardScript(folder, 'long'),
  loop: writeStandardScript(folder, 'loop'),
  thinking: writeStandardScript(folder, 'thinking'),
  thoughtLoop: writeStandardScript(folder, 'thoughtLoop'),
  variables: writeStandardScript(folder, 'variables')
}
describeEngine('the llama engine', {
  create: () => new LlamaEngine(),
  spec: (script) => specOf(files[script]),
  release: (engine) => (engine as LlamaEngine).dispose()
})

for (const [name, script] of [
  ['marks that its vocabulary only spells', 'thinkingInText'],
  ['a template that opens the thought', 'thinkingOpened']
] as const) {
  const engine = new LlamaEngine()
  beforeAll(async () => void (await engine.load(specOf(writeStandardScript(folder, script)), { onProgress: () => undefined })))
  afterAll(() => engine.dispose())
  describeThoughts(name, () => engine)
}

describe('a template that opens the thought', () => {
  const engine = new LlamaEngine()
  beforeAll(async () => void (await engine.load(specOf(writeStandardScript(folder, 'thinkingOpened')), { onProgress: () => undefined })))
  afterAll(() => engine.dispose())

  it('a thought that the template opens is closed in the prompt where thinking is switched off', async () => {
    const ends = async (thinking: Thinking): Promise<string> =>
      (await engine.abilities().show(asks('Think.'), { thinking })).map(({ text }) => text).join('')
    expect(await ends('off')).toMatch(/<think>\s*<\/think>\s*$/)
    for (const thinking of ['automatic', 'on'] as const) expect(await ends(thinking)).toMatch(/<think>\s*$/)
  })
})

describe('what models write', () => {
  it('leaves out bytes that form no character', async () => {
    const engine = await loadScript(writeStandardScript(folder, 'badBytes'))
    const { text } = await record(engine, asks('Hi'))
    expect(text).toBe(standardScripts.badBytes.text)
    await engine.dispose()
  })

  it('never cuts an emoji in half when a limit falls into it', async () => {
    const engine = await loadScript(files.plain)
    for (const maxTokens of [3, 4, 5, 6]) {
      const { text } = await record(engine, asks('Hi'), { settings: { maxTokens } })
      expect(text).toBe(maxTokens < 6 ? ' Hello brave' : ' Hello brave😀')
    }
    await engine.dispose()
  })

  it('is cut at the limit where a model never ends', async () => {
    const file = path.join(folder, 'random.gguf')
    writeRandomModel(file, { embedding: 128, layers: 2, heads: 4, feedForward: 256, contextLength: 1024 }, { tokens: 2000 })
    const engine = await loadScript(file)
    const { result } = await record(engine, asks('Hi'), { settings: { maxTokens: 20 } })
    expect(result).toMatchObject({ reason: 'lengthLimit', promptReused: 0 })
    await engine.dispose()
  })

  it('ends on the token of the format and not on its mark written out, as in a reply that explains the format', async () => {
    const file = path.join(folder, 'marks.gguf')
    writeScriptedModel(file, 'A turn ends with <|im_end|> in ChatML')
    const engine = await loadScript(file)
    const { text, result } = await record(engine, asks('Hi'))
    expect(text).toBe('A turn ends with <|im_end|> in ChatML')
    expect(result.reason).toBe('finished')
    await engine.dispose()
  })
})

it('says why it does not use the format in a file, which it uses instead, and replies with that', async () => {
  const file = path.join(folder, 'noTemplate.gguf')
  writeScriptedModel(file, 'It works', { chatTemplate: null })
  const engine = new LlamaEngine()
  const { chatFormat } = await engine.load(specOf(file), { onProgress: () => undefined })
  expect(chatFormat).toMatchObject({ name: 'chatMl', fault: { kind: 'absent' } })
  const { text, result } = await record(engine, asks('Hi'))
  expect(text).toBe('It works')
  expect(result.reason).toBe('finished')
  await engine.dispose()
})

it('hands every setting to the library', async () => {
  const evaluate = vi.spyOn(LlamaContextSequence.prototype, 'evaluate')
  const engine = await loadScript(files.plain)
  const sampling = { temperature: 0.3, topK: 20, topP: 0.8, minP: 0.05, seed: 1234 }
  const penalties = {
    repeatPenalty: 1.1,
    frequencyPenalty: 0.2,
    presencePenalty: 0.3,
    penaltyWindow: 32,
    dryStrength: 0.8,
    dryAllowedLength: 4
  }
  for (const more of [{ ...penalties, xtcProbability: 0.5, xtcThreshold: 0.2 }, {}]) {
    const options = { signal: new AbortController().signal, onEvent: () => undefined }
    const { tokens } = await engine.generate(asks('Hi'), { ...greedy, ...sampling, ...more, maxTokens: 3 }, options)
    expect(tokens).toBe(3)
  }
  const [penalized, plain] = evaluate.mock.calls.map(([, options]) => options)
  vi.restoreAllMocks()
  expect(penalized).toMatchObject({
    ...sampling,
    xtc: { probability: 0.5, threshold: 0.2 },
    repeatPenalty: { penalty: 1.1, frequencyPenalty: 0.2, presencePenalty: 0.3, maxPunishTokens: 32 },
    dryRepeatPenalty: { strength: 0.8, allowedLength: 4, lastTokens: 2048, sequenceBreakers: [] }
  })
  expect(plain).toMatchObject(sampling)
  for (const option of ['repeatPenalty', 'dryRepeatPenalty', 'xtc']) expect(plain).not.toHaveProperty(option)
  await engine.dispose()
})

it('reads with the threads for reading, writes with those for writing, and reads so again', async () => {
  const getSequence = vi.spyOn(LlamaContext.prototype, 'getSequence')
  const engine = new LlamaEngine()
  const tuning = { ...safe, pinnedReadingThreads: safe.readingThreads }
  const { readingThreads } = (await engine.load({ ...specOf(files.plain), tuning }, { onProgress: () => undefined })).tuning
  const { context } = getSequence.mock.results[0]?.value as LlamaContextSequence
  vi.restoreAllMocks()
  expect(readingThreads).toBe(Math.min(2, context.model.llama.cpuMathCores))
  for (const question of ['many words '.repeat(40), 'other words '.repeat(40)]) {
    const reading = new Set<number>()
    let writing = 0
    let hasBegun = false // the first event tells what was known before
    await record(engine, asks(question), {
      onEvent: (event) => {
        if (event.kind === 'text') writing = context.currentThreads
        else if (hasBegun) reading.add(context.currentThreads)
        else hasBegun = true
      }
    })
    expect([...reading], question).toEqual([readingThreads])
    expect(writing, question).toBe(1)
  }
  await engine.dispose()
})

it('puts the starter onto the graphics card, and replies', async ({ skip }) => {
  const reason = cannotExercise('gpu')
  skip(reason !== undefined, reason)
  const engine = new LlamaEngine()
  const info = await engine.load({ ...specOf(starterFile), gpu: 'auto' }, { onProgress: () => undefined })
  expect(info.offload.backend).not.toBe('cpu')
  expect(info.offload.gpuLayers).toBeGreaterThan(0)
  expect((await record(engine, asks('How many days are in a week?'))).text).toMatch(/7|seven/)
  await engine.dispose()
})

/** The text that the library's own chat writes, on the sequence of an engine. */
async function writtenByLibrary(sequence: LlamaContextSequence, prompt: Prompt, settings: SeededSampling): Promise<string> {
  const library = await loadLibrary()
  const format = new ChatFormat(library, sequence.model)
  const chat = new library.LlamaChat({ contextSequence: sequence, chatWrapper: format.wrapperFor('automatic') })
  const { repeatPenalty: penalty, dryStrength: strength, dryAllowedLength: allowedLength, maxTokens, ...sampling } = settings
  const { frequencyPenalty, presencePenalty, penaltyWindow: lastTokens, xtcProbability: probability, xtcThreshold: threshold } = settings
  const isPenalizing = penalty !== 1 || frequencyPenalty !== 0 || presencePenalty !== 0
  const { response } = await chat.generateResponse(format.history(prompt), {
    ...sampling,
    maxTokens: maxTokens ?? 100,
    ...(strength > 0 && { dryRepeatPenalty: { strength, allowedLength, lastTokens: 2048, sequenceBreakers: [] } }),
    ...(probability > 0 && { xtc: { probability, threshold } }),
    repeatPenalty: isPenalizing && { penalty, frequencyPenalty, presencePenalty, lastTokens }
  })
  chat.dispose({ disposeSequence: false })
  return response
}

it('samples as the library does: the same text with the same seed, penalty and filters', async () => {
  const getSequence = vi.spyOn(LlamaContext.prototype, 'getSequence')
  const engine = new LlamaEngine()
  await engine.load({ ...specOf(tinyFile), tuning: oneThread }, { onProgress: () => undefined })
  const sequence = getSequence.mock.results[0]?.value as LlamaContextSequence
  vi.restoreAllMocks()
  const prompt = asks('Tell me about the sea.')
  const settings: Partial<SamplingSettings>[] = [
    {},
    { temperature: 1, topK: 0, topP: 1, maxTokens: 16 },
    { temperature: 0.8, topK: 5, repeatPenalty: 1.5, maxTokens: 90 }, // longer than the window of the penalty
    { temperature: 1, dryStrength: 1, dryAllowedLength: 1 },
    { temperature: 0.9, topP: 0.5, minP: 0.1, repeatPenalty: 1.1 },
    { temperature: 1, frequencyPenalty: 1.5, penaltyWindow: 20, maxTokens: 40 },
    { temperature: 1, presencePenalty: 1.5, maxTokens: 40 },
    { temperature: 1, xtcProbability: 1, xtcThreshold: 0.05 }
  ]
  const texts: string[] = []
  for (const chosen of settings) {
    const { text } = await record(engine, prompt, { settings: { maxTokens: 16, ...chosen } })
    expect(text).toBe(await writtenByLibrary(sequence, prompt, { ...greedy, maxTokens: 16, ...chosen, seed: greedy.seed }))
    texts.push(text)
  }
  expect(new Set(texts).size).toBe(settings.length)
  await engine.dispose()
})

describe('the tiny model', () => {
  const engine = new LlamaEngine()
  beforeAll(async () => void (await engine.load({ ...specOf(tinyFile), tuning: oneThread }, { onProgress: () => undefined })))
  afterAll(() => engine.dispose())
  describeSettings(() => engine)
})

it('penalizes no digits and no line breaks that come again, and looks at each token once for that', async () => {
  const evaluate = vi.spyOn(LlamaContextSequence.prototype, 'evaluate')
  const detokenize = vi.spyOn(LlamaModel.prototype, 'detokenize')
  const engine = new LlamaEngine()
  await engine.load({ ...specOf(tinyFile), tuning: oneThread }, { onProgress: () => undefined })
  const { text } = await record(engine, begunReply(asks('Count to twenty.'), '10\n11\n12\n13'), {
    settings: { repeatPenalty: 1.1, maxTokens: 24 }
  })
  const looks = detokenize.mock.calls.flatMap(([tokens, ...options]) => (options.length === 0 ? [String(tokens)] : []))
  expect(looks.length).toBeGreaterThan(2)
  expect(new Set(looks).size).toBe(looks.length)
  await record(engine, asks('Tell me about the sea.'), { settings: { repeatPenalty: 1.1, maxTokens: 8 } })
  const { model } = evaluate.mock.contexts[0] as LlamaContextSequence
  const [ofNumbers, ofWords] = evaluate.mock.calls.map(([, options]) => {
    const punished = options?.repeatPenalty?.punishTokens
    return typeof punished === 'function' ? punished().map((token) => model.detokenize([token])) : expect.fail('no penalty')
  })
  vi.restoreAllMocks()
  expect(text).toMatch(/\n1\d/)
  expect(ofNumbers?.join('')).not.toMatch(/[\d\n]/)
  expect(ofWords?.join('')).toMatch(/\w{3}/)
  await engine.dispose()
})

describe('with thinking switched off', () => {
  const engine = new LlamaEngine()
  beforeAll(async () => void (await engine.load(specOf(files.thinking), { onProgress: () => undefined })))
  afterAll(() => engine.dispose())
  const count = async (prompt: Prompt, thinking: Thinking): Promise<number> => (await engine.abilities().count(prompt, { thinking })).tokens
  const read = async (prompt: Prompt, thinking: Thinking): Promise<number> => {
    const { result } = await record(engine, prompt, { settings: { thinking, maxTokens: 1 } })
    return result.promptEvaluated + result.promptReused
  }

  it('the prompt says so where the template has a switch, and is as long as it was counted', async () => {
    const prompt = asks('Think.')
    expect(await count(prompt, 'off')).toBeGreaterThan(await count(prompt, 'automatic'))
    for (const thinking of ['automatic', 'on', 'off'] as const) expect(await read(prompt, thinking)).toBe(await count(prompt, thinking))
  })

  it('a thought that was begun is gone on with', async () => {
    const begun: Prompt = [...asks('Think.'), { role: 'assistant', text: '', thought: { text: 'pondering', isOpen: true } }]
    expect(await count(begun, 'off')).toBe(await count(begun, 'automatic'))
    expect(thoughtOf((await record(engine, begun, { settings: { thinking: 'off' } })).events)).toBe(' this deeply')
  })
})

it('renders and tokenizes a prompt once from its count to its reply, and of the next one only what is new', async () => {
  const getSequence = vi.spyOn(LlamaContext.prototype, 'getSequence')
  const engine = await loadScript(files.plain)
  const { model } = getSequence.mock.results[0]?.value as LlamaContextSequence
  vi.restoreAllMocks()
  const tokenized: string[] = []
  const { tokenizer } = model
  Object.assign(model, {
    tokenizer: Object.assign((...call: Parameters<Tokenizer>) => {
      tokenized.push(call[0])
      return tokenizer(...call)
    }, tokenizer)
  })
  const first = asks('A long question. '.repeat(20))
  await engine.abilities().count(first)
  const ofCount = tokenized.join('')
  expect(ofCount.split('A long question.')).toHaveLength(21)
  const { text } = await record(engine, first)
  const second = follows(first, text, 'And another one?')
  await engine.abilities().count(second)
  await record(engine, second)
  const more = tokenized.join('').slice(ofCount.length)
  expect(more).not.toContain('A long question.')
  expect(more.split('And another one?')).toHaveLength(2)
  await engine.dispose()
})

describe('an evaluation that fails', () => {
  afterEach(() => vi.restoreAllMocks())
  let engine: LlamaEngine
  beforeAll(async () => {
    engine = await loadScript(files.plain)
  })
  afterAll(() => engine.dispose())
  const failing = (): Promise<never> => Promise.reject(new Error('Eval has failed'))

  it('is tried once more on an empty sequence', async () => {
    vi.spyOn(LlamaContextSequence.prototype, 'evaluateWithoutGeneratingNewTokens').mockImplementationOnce(failing)
    const { text, result } = await record(engine, asks('Hi there '.repeat(20).trim()))
    expect(text).toBe(standardScripts.plain.text)
    expect(result.promptReused).toBe(0)
  })

  it('twice is a failure, after which the engine goes on', async () => {
    vi.spyOn(LlamaContextSequence.prototype, 'evaluateWithoutGeneratingNewTokens').mockImplementation(failing)
    await expect(record(engine, asks('Hello again '.repeat(20).trim()))).rejects.toBeInstanceOf(EngineFailure)
    vi.restoreAllMocks()
    expect((await record(engine, asks('Hello again '.repeat(20).trim()))).text).toBe(standardScripts.plain.text)
  })
})

describeBadFiles(new LlamaEngine(), folder, files.plain)
it('reads a prompt to the same values whatever number of threads reads it', async () => {
  const written: string[] = []
  for (const pinnedReadingThreads of [1, 2]) {
    const engine = new LlamaEngine()
    const tuning: EngineTuning = { ...chosenTuning, pinnedReadingThreads }
    await engine.load({ ...specOf(tinyFile), tuning }, { onProgress: () => undefined })
    const prompt = asks(`Tell me a story of these: ${Array.from({ length: 60 }, (_, at) => `thing ${at}`).join(', ')}.`)
    const { text, result } = await record(engine, prompt, { settings: { temperature: 1, maxTokens: 30 } })
    const { reading } = result.threads ?? {}
    if (!Array.isArray(reading)) throw new Error('The engine tells the threads that read by their tokens')
    const [use, ...others] = reading as readonly { threads: number; tokens: number }[]
    expect(others).toEqual([])
    expect(use?.tokens).toBe(result.promptEvaluated)
    expect(use?.threads).toBeLessThanOrEqual(pinnedReadingThreads)
    written.push(text)
    await engine.dispose()
  }
  expect(written[1]).toBe(written[0])
})

describeRealModel('the tiny model', new LlamaEngine(), tinyFile)
describeStarter(new LlamaEngine())
describeTokenIds()

/** ChatML as its inventors wrote it down, ready for the reply or for its next word. */
function chatMl(prompt: Prompt): string {
  const turns = prompt.map(({ role, text }) => `<|im_start|>${role}\n${text}<|im_end|>\n`).join('')
  return prompt.at(-1)?.role === 'assistant' ? turns.slice(0, -'<|im_end|>\n'.length) : `${turns}<|im_start|>assistant\n`
}

const question = asks('What is the capital of France?')
const prompts: [string, Prompt][] = [
  ['a new question', question],
  ['a question in two lines with an emoji', asks('One line 🔥\nand another:\n\n  indented')],
  ['a follow-up', follows(question, 'The capital of France is Paris.', 'And of Italy?')],
  ['a reply to continue', begunReply(question, 'The capital of')],
  ['a reply to continue that ends in a space', begunReply(question, 'The capital of ')],
  ['a message of the system', [{ role: 'system', text: 'Be brief.' }, ...question]]
]

/** What the model is given, token by token: the chat format and nothing else. */
function describeTokenIds(): void {
  const models: [name: string, file: () => string, begin: Begin][] = [
    [
      'the starter model',
      () => starterFile,
      { system: 'You are Qwen, created by Alibaba Cloud. You are a helpful assistant.', bos: false }
    ],
    [
      'the tiny model, whose token to begin with is that of a turn',
      () => tinyFile,
      { system: 'You are a helpful AI assistant named SmolLM, trained by Hugging Face', bos: false }
    ],
    ['a model with ChatML and a token of its own to begin with', () => written('chatml', {}), { bos: true }],
    ['a model whose tokenizer puts nothing in front', () => written('noBos', { addBos: false }), { bos: false }],
    [
      'a model whose template puts the token in front',
      () => written('templateBos', { addBos: false, chatTemplate: `{{ bos_token }}${chatMlTemplate}` }),
      { bos: true }
    ],
    [
      'a model whose template writes a system message',
      () => written('system', { chatTemplate: chatMlWithSystem }),
      { system: 'You obey.', bos: true }
    ],
    ['a model whose marks are tokens of the converter', () => written('userDefined', { turnMarksAre: 'userDefined' }), { bos: true }]
  ]
  for (const [name, file, begin] of models) describe(`the tokens given to ${name}`, () => describeModel(file, begin))
}

/** What stands in front of a prompt without a system message, and whether a token to begin with does. */
interface Begin {
  system?: string
  bos: boolean
}

function written(name: string, options: ScriptOptions): string {
  const file = path.join(folder, `${name}.gguf`)
  writeScript(file, ['Yes.', '<tool_call>', TURN_END], { userDefined: ['<tool_call>'], ...options })
  return file
}

function describeModel(file: () => string, { system, bos: hasBos }: Begin): void {
  const engine = new LlamaEngine()
  let sequence: LlamaContextSequence
  beforeAll(async () => {
    const getSequence = vi.spyOn(LlamaContext.prototype, 'getSequence')
    await engine.load({ path: file(), gpu: 'off', maxContextSize: 1024, tuning: oneThread }, { onProgress: () => undefined })
    sequence = getSequence.mock.results[0]?.value as LlamaContextSequence
    vi.restoreAllMocks()
  })
  afterAll(() => engine.dispose())

  for (const [name, prompt] of prompts) {
    it(`for ${name}`, async () => {
      const { model } = sequence
      const expected = model.tokenize(
        chatMl(system !== undefined && prompt[0]?.role !== 'system' ? withSystem(prompt, system) : prompt),
        true
      )
      if (hasBos) expected.unshift(model.tokens.bos!)
      expect(await given(prompt)).toEqual(expected)
    })
  }

  /** The tokens that the model is given for this prompt. */
  async function given(prompt: Prompt): Promise<Token[]> {
    const { tokens } = await engine.abilities().count(prompt)
    await record(engine, prompt, { settings: { maxTokens: 1 } })
    return sequence.contextTokens.slice(0, tokens)
  }

  it('where a person or an earlier reply writes marks of the format or of the vocabulary: as plain text', async () => {
    const { model } = sequence
    const types: readonly number[] = model.fileInfo.metadata.tokenizer?.ggml?.token_type ?? []
    const marks = types.flatMap((type, id) => (type === 1 || type === 6 ? [] : [id as Token])) // neither normal nor a byte
    expect(marks.length).toBeGreaterThan(3)
    const texts = marks.map((mark) => model.detokenize([mark], true))
    const pasted = texts.map((text) => `a${text}${text} ${text}`).join('\n')
    const library = await loadLibrary()
    const format = new PromptRenderer(library, model, new ChatFormat(library, model)) // the same as the engine's: reading all this would take seconds
    const ofFormat = format.render(follows(asks('a'), 'b', 'c')).tokens
    const tokens = [...format.render(follows(asks(pasted), `b ${texts.join(' ')}`, `${texts.join('')}c`)).tokens]
    expect(marks.map((mark) => tokens.filter((token) => token === mark).length)).toEqual(
      marks.map((mark) => ofFormat.filter((token) => token === mark).length)
    )
    expect(model.detokenize(tokens, true), 'not a character of it is lost').toContain(pasted)
  })
}

const withSystem = (prompt: Prompt, text: string): Prompt => [{ role: 'system', text }, ...prompt]
