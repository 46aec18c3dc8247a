import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Thinking } from '../../shared/domain/samplingSettings'
import type { TemplateValues } from '../../shared/domain/templateVariables'
import type { LlamaModel, LlamaText, Token } from 'node-llama-cpp'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { tinyModelFile } from '../../../scripts/setup/tinyModel.mjs'
import { starterFile } from '../contract/starter'
import { EngineFailure, type Prompt } from '../engine'
import { writeScript, type ScriptOptions } from '../scriptedModel/scriptedModel'
import { ChatFormat } from './chatFormat'
import { deepSeekR1 } from '../testing/chatFormats/deepSeekR1'
import { chats, type ChatName, type FormatExample } from '../testing/chatFormats/formatExample'
import { gemma3 } from '../testing/chatFormats/gemma3'
import { gptOss } from '../testing/chatFormats/gptOss'
import { granite } from '../testing/chatFormats/granite'
import { llama31, llama32 } from '../testing/chatFormats/llama3'
import { mistralV3, mistralV7 } from '../testing/chatFormats/mistral'
import { phi4 } from '../testing/chatFormats/phi4'
import { qwen25, qwen3 } from '../testing/chatFormats/qwen'
import { smolLm2, smolLm3 } from '../testing/chatFormats/smolLm'
import { openCpu } from './device'
import { loadLibrary, type Library } from './library'
import { PromptRenderer } from './promptRenderer'
import { renderRaw } from './templateWrapper'

// Only vocabularies and templates are loaded: no weights, nothing is computed.
vi.setConfig({ hookTimeout: 60_000 }) // of the real files too, beside tests that keep every core busy

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-formats-'))
let library: Library
beforeAll(async () => {
  library = await loadLibrary()
})
afterAll(() => fs.rmSync(folder, { recursive: true }))

async function load(modelPath: string): Promise<{ model: LlamaModel; format: ChatFormat }> {
  const { llama } = await openCpu(library)
  const model = await llama.loadModel({ modelPath, gpuLayers: 0, vocabOnly: true })
  return { model, format: new ChatFormat(library, model) }
}

function written(name: string, options: ScriptOptions): string {
  const file = path.join(folder, `${name.replaceAll(/\W/g, '')}.gguf`)
  writeScript(file, ['Yes.'], options)
  return file
}

/** What a model reads, as text: what the format writes, and what opens the reply where the reply itself does. */
function textRead(model: LlamaModel, format: ChatFormat, prompt: Prompt, thinking: Thinking): string {
  const wrapper = format.wrapperFor(thinking)
  const { contextText } = wrapper.generateContextState({ chatHistory: format.history(prompt) })
  const { thought } = wrapper.settings.segments ?? {}
  const isNew = prompt.at(-1)?.role !== 'assistant'
  const opening = isNew && thought?.openOnResponseStart === true ? library.LlamaText(thought.prefix as LlamaText).toString() : ''
  return contextText.values.map((value) => textOf(model, value)).join('') + opening
}

function textOf({ tokens }: LlamaModel, value: LlamaText['values'][number]): string {
  if (typeof value === 'string') return value
  if (value instanceof library.SpecialToken && value.value === 'BOS') return tokens.bosString ?? ''
  if (value instanceof library.SpecialToken && value.value === 'EOS') return tokens.eosString ?? ''
  return String(value.value)
}

const idsRead = (model: LlamaModel, format: ChatFormat, prompt: Prompt, thinking: Thinking = 'automatic'): readonly Token[] =>
  new PromptRenderer(library, model, format).render(prompt, { thinking }).tokens

const examples: FormatExample[] = [llama31, llama32, qwen25, qwen3, gemma3, mistralV7, mistralV3, phi4, deepSeekR1, gptOss, granite, smolLm2, smolLm3] // prettier-ignore
const names = Object.keys(chats) as ChatName[]

describe.each(examples)('the chat format of $name', ({ name, template, marks, addBos, reads, withoutThinking = {} }) => {
  let model: LlamaModel
  let format: ChatFormat
  beforeAll(async () => {
    ;({ model, format } = await load(written(name, { chatTemplate: template, marks, addBos })))
  })
  afterAll(() => model.dispose())
  const idsOf = (text: string): Token[] => model.tokenize(text, true)

  it('is that of the template in the file', () => {
    expect(format.source).toMatchObject({ name: 'template', fault: null })
  })

  it.each(names)('is what the makers document: %s', (chat) => {
    expect(textRead(model, format, chats[chat], 'automatic')).toBe(reads[chat])
  })

  it.each(names)('gives the model the ids of that text: %s', (chat) => {
    expect(idsRead(model, format, chats[chat])).toEqual(idsOf(reads[chat]))
  })

  it('switches thinking off as the makers document, where there is a switch', () => {
    expect(format.wrapperFor('off') !== format.wrapperFor('on')).toBe(Object.keys(withoutThinking).length > 0)
    for (const [chat, text] of Object.entries(withoutThinking) as [ChatName, string][]) {
      expect(textRead(model, format, chats[chat], 'off'), chat).toBe(text)
      expect(idsRead(model, format, chats[chat], 'off'), chat).toEqual(idsOf(text))
    }
  })

  it('ends a reply on its mark', () => {
    const [end] = idsOf(marks.end)
    const { stopGenerationTriggers } = format.wrapperFor('automatic').generateContextState({ chatHistory: format.history(chats.question) })
    const triggers = stopGenerationTriggers.map((trigger) => trigger.tokenize(model.tokenizer))
    expect(triggers).toContainEqual([end])
    for (const { values } of stopGenerationTriggers) for (const value of values) expect(value).not.toBe(marks.end)
  })

  it('begins no two prompts of a chat differently, whatever the day', () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(2031, 3, 1) })
    expect(textRead(model, format, chats.question, 'automatic')).toBe(reads.question)
  })
  afterEach(() => vi.useRealTimers())
})

describe('values for the variables of a template', () => {
  async function reading(name: string, template: string) {
    const { model, format } = await load(written(name, { chatTemplate: template, marks: llama31.marks, addBos: true }))
    onTestFinished(() => model.dispose())
    const renderer = new PromptRenderer(library, model, format)
    const read = (prompt: Prompt, templateVariables: TemplateValues, thinking: Thinking = 'automatic'): string =>
      model.detokenize([...renderer.render(prompt, { thinking, templateVariables }).tokens], true)
    return { format, read }
  }

  it.each(names)('stand where the makers have them: %s', async (chat) => {
    const { format, read } = await reading(`llama date ${chat}`, llama31.template)
    expect(format.source.templateVariables).toEqual([{ name: 'date_string', default: '26 Jul 2024' }])
    const expected = llama31.reads[chat].replace('26 Jul 2024', '1 May 2031')
    expect(read(chats[chat], { date_string: '1 May 2031' })).toBe(expected)
    expect(read(chats[chat], {})).toBe(llama31.reads[chat])
  })

  it('come as what was typed: text, numbers, true and false, lists', async () => {
    const kinds =
      `{% macro kind(x) %}{{ 'text' if x is string else 'truth' if x is boolean else 'number' if x is number else x | join('+') }}{% endmacro %}` +
      `{{ '<|start_header_id|>' ~ kind(given | default('')) ~ '<|end_header_id|>' }}{% for m in messages %}{{ m.content }}{% endfor %}`
    const { read } = await reading('kinds', kinds)
    const kind = (given: string): string => read(chats.question, { given })
    for (const [typed, name] of [
      ['high', 'text'],
      ['"8"', 'text'],
      ['8', 'number'],
      ['true', 'truth'],
      ['["a", "b"]', 'a+b']
    ] as const)
      // prettier-ignore
      expect(kind(typed), typed).toContain(`<|start_header_id|>${name}<|end_header_id|>`)
  })

  it('go with each way of thinking, and leave the switch for it to its setting', async () => {
    const { read } = await reading('qwen effort', `{{ 'Effort: ' ~ (effort or 'low') }}${qwen3.template}`)
    const given = { effort: 'high', enable_thinking: 'false' }
    expect(read(chats.question, given, 'off')).toMatch(/^.*Effort: high[^]*<think>\n\n<\/think>\n\n$/)
    expect(read(chats.question, given, 'on')).not.toContain('</think>')
    expect(read(chats.question, given)).not.toContain('</think>')
  })

  it('are not told as the cause where the template cannot be rendered without them either', async () => {
    const short = `{{ tone }}{% if messages | length > 6 %}{{ raise_exception('too many') }}{% endif %}${llama31.template}`
    const { read } = await reading('short chats', short)
    const long = [...chats.turns, ...chats.turns.slice(1), ...chats.turns.slice(1)]
    expect(read(chats.turns, { tone: 'calm' })).toContain('calm')
    expect(() => read(long, { tone: 'calm' })).toThrow('too many')
    expect(() => read(long, { tone: 'calm' })).not.toThrow(EngineFailure)
  })
})

describe('a thought that is continued', () => {
  it.each([qwen3, deepSeekR1, smolLm3])(
    'stands behind its mark, and before the text: $name',
    async ({ name, template, marks, addBos, reads }) => {
      const { model, format } = await load(written(`${name} thought`, { chatTemplate: template, marks, addBos }))
      const of = (text: string, thought: { text: string; isOpen: boolean }): string =>
        model.detokenize(idsRead(model, format, [...chats.question, { role: 'assistant', text, thought }]), true)
      const begin = reads.question.replace(/<think>\n$/, '')
      expect(of('', { text: 'Well', isOpen: true })).toBe(`${begin}<think>\nWell`)
      expect(of('So', { text: 'Well', isOpen: false })).toBe(`${begin}<think>\nWell\n</think>\n\nSo`)
      await model.dispose()
    }
  )
})

describe('what people wrote is trimmed where the template does so', () => {
  const spaced: Prompt = [
    { role: 'user', text: ' Hello\n' },
    { role: 'assistant', text: 'Hi there.\n\n' },
    { role: 'user', text: '\tWho are you?  ' }
  ]
  it.each([llama31, gemma3])('$name', async ({ name, template, marks, addBos, reads }) => {
    const { model, format } = await load(written(`${name} trimmed`, { chatTemplate: template, marks, addBos }))
    expect(textRead(model, format, spaced, 'automatic')).toBe(reads.turns)
    await model.dispose()
  })
  it('and stays as it is elsewhere', async () => {
    const { template, marks, addBos } = phi4
    const { model, format } = await load(written('untrimmed', { chatTemplate: template, marks, addBos }))
    expect(textRead(model, format, spaced, 'automatic')).toContain('<|im_sep|>\tWho are you?  <|im_end|>')
    await model.dispose()
  })
})

describe('where the template of the file cannot be used', () => {
  const broken = '{% for m in messages %}{{ m.content'
  const failing = `{{ raise_exception('never') }}`
  const dropping = '{% for m in messages %}{{ m.role }}{% endfor %}'
  const guessed: [FormatExample, string, ChatName[]][] = [
    [qwen25, 'chatMl', ['system']],
    [llama31, 'llama3', []],
    [gemma3, 'gemma', ['question', 'system', 'turns', 'continued']],
    [mistralV7, 'mistral', ['question', 'system', 'turns', 'continued']],
    [mistralV3, 'mistral', ['question', 'system', 'turns', 'continued']],
    [phi4, 'phi4', ['question', 'system', 'turns', 'continued']],
    [gptOss, 'harmony', ['question', 'system', 'turns', 'continued']],
    [granite, 'granite', ['question', 'system', 'turns', 'continued']]
  ]

  it.each(guessed)(
    'the marks of the vocabulary say which format it is: %#, $name',
    async ({ name, marks, addBos, reads }, expected, same) => {
      const { model, format } = await load(written(`${name} absent`, { chatTemplate: null, marks, addBos }))
      expect(format.source).toEqual({
        name: expected,
        fault: { kind: 'absent', detail: 'the file has no chat template' },
        templateVariables: []
      })
      for (const chat of same) expect(textRead(model, format, chats[chat], 'automatic'), chat).toBe(reads[chat])
      const last = idsRead(model, format, chats.turns)
      expect(last.filter((token) => token === model.tokens.bos).length, 'one token to begin with, where there is one').toBe(addBos ? 1 : 0)
      await model.dispose()
    }
  )

  it.each([broken, failing, dropping])('the cause is told: %s', async (chatTemplate) => {
    const { model, format } = await load(written('broken', { chatTemplate, marks: qwen25.marks, addBos: false }))
    expect(format.source).toMatchObject({ name: 'chatMl', fault: { kind: 'broken', detail: expect.stringMatching(/\w{3}/) as string } })
    await model.dispose()
  })

  it('Phi-3 and its like', async () => {
    const marks = { begin: '<s>', end: '<|end|>', others: ['<|user|>', '<|assistant|>', '<|system|>'] }
    const { model, format } = await load(written('phi3', { chatTemplate: '', marks, addBos: false }))
    expect(format.source).toMatchObject({ name: 'phi', fault: { kind: 'absent' } })
    expect(textRead(model, format, chats.turns, 'automatic')).toBe(
      '<|user|>\nHello<|end|>\n<|assistant|>\nHi there.<|end|>\n<|user|>\nWho are you?<|end|>\n<|assistant|>\n'
    )
    await model.dispose()
  })

  it('and nothing says which it is, a plain one that no vocabulary lacks', async () => {
    const marks = { begin: '<s>', end: '</s>', others: [] }
    const { model, format } = await load(written('plain', { chatTemplate: null, marks, addBos: true }))
    expect(format.source.name).toBe('general')
    expect(textRead(model, format, chats.turns, 'automatic')).not.toMatch(/\[INST\]|<\|/)
    expect(textRead(model, format, chats.turns, 'automatic')).toContain('Who are you?')
    await model.dispose()
  })
})

const realFiles = [
  { name: 'the starter', file: starterFile },
  { name: 'the tiny model', file: tinyModelFile(process.cwd()) }
]

describe.each(realFiles)('the file of $name', ({ file }) => {
  let model: LlamaModel
  let format: ChatFormat
  beforeAll(async () => {
    ;({ model, format } = await load(file))
  })
  afterAll(() => model.dispose())

  it.each(names)('is given what its own template writes, token by token: %s', (chat) => {
    const { chat_template: template = '' } = model.fileInfo.metadata.tokenizer ?? {}
    const prompt: Prompt = chats[chat]
    const begun = prompt.findLast((_, index) => index === prompt.length - 1 && chat === 'continued')?.text ?? ''
    const messages = prompt.slice(0, begun === '' ? undefined : -1).map(({ role, text }) => ({ role, content: text }))
    const raw = renderRaw(library, template, messages)
    expect(raw.length).toBeGreaterThan(30)
    expect(idsRead(model, format, prompt)).toEqual(model.tokenize(raw + begun, true))
    expect(format.source).toEqual({ name: 'template', fault: null, templateVariables: [] })
  })
})
