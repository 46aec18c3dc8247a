import { describe, expect, it } from 'vitest'
import { describeEngine } from '../contract/engineContract'
import { asks, begunReply, record, type ScriptName } from '../contract/recording'
import { EngineFailure, type Prompt } from '../engine'
import { standardScripts } from '../scriptedModel/standardScripts'
import { FakeEngine } from './fakeEngine'
import { wordsOf } from './fakeTokens'
import { StepGate } from './stepGate'

const contextSizes: Record<ScriptName, number> = { plain: 4096, long: 512, loop: 4096, thinking: 4096, thoughtLoop: 2048, variables: 4096 }
const thoughtOf = (script: ScriptName): readonly string[] => {
  const standard = standardScripts[script]
  return 'thought' in standard ? wordsOf(standard.thought) : []
}
const spec = { path: '/models/fake.gguf', gpu: 'off', maxContextSize: 4096, tuning: null } as const

describeEngine('the fake engine', {
  create: (script) =>
    new FakeEngine({
      reply: wordsOf(standardScripts[script].text),
      thought: thoughtOf(script),
      contextSize: contextSizes[script],
      chatFormat: { name: 'template', fault: null, templateVariables: script === 'variables' ? [{ name: 'tone', default: 'plain' }] : [] },
      refuses: ({ tone }) => tone === 'refused'
    }),
  spec: () => spec,
  release: () => Promise.resolve()
})

const loaded = async (options: ConstructorParameters<typeof FakeEngine>[0]): Promise<FakeEngine> => {
  const engine = new FakeEngine(options)
  await engine.load(spec, { onProgress: () => undefined })
  return engine
}

describe('the fake engine in a test', () => {
  it('replies to the prompt it is given', async () => {
    const engine = await loaded({ reply: (prompt) => wordsOf(`You said ${prompt.at(-1)?.text ?? ''}`) })
    expect((await record(engine, asks('hello'))).text).toBe('You said hello')
    expect((await record(engine, begunReply(asks('hello'), 'You sa'))).text).toBe('id hello')
  })

  it('thinks before it replies, and goes on where it was cut', async () => {
    const engine = await loaded({ thought: ['Hm', ' well'], reply: ['Yes', '.'] })
    const written = async (prompt: Prompt) => {
      const said: string[] = []
      const { result } = await record(engine, prompt, {
        onEvent: (event) => event.kind !== 'reading' && said.push(event.kind === 'text' ? event.text : `(${event.text})`)
      })
      return { said: said.join(''), tokens: result.tokens, thoughtTokens: result.thoughtTokens }
    }
    const cut = (text: string, thought: string, isOpen: boolean): Prompt => [
      ...asks('Hi'),
      { role: 'assistant', text, thought: { text: thought, isOpen } }
    ]
    expect(await written(asks('Hi'))).toEqual({ said: '(Hm)( well)Yes.', tokens: 4, thoughtTokens: 2 })
    expect(await written(cut('', 'Hm we', true))).toEqual({ said: '(ll)Yes.', tokens: 3, thoughtTokens: 1 })
    expect(await written(cut('Ye', 'Hm well', false))).toEqual({ said: 's.', tokens: 2, thoughtTokens: 0 })
  })

  it('waits before every step until it may go on', async () => {
    const gate = new StepGate()
    const engine = new FakeEngine({ reply: ['one', ' two', ' three'], step: gate.step })
    const loading = engine.load(spec, { onProgress: () => undefined })
    await gate.until('load', 3)
    gate.pass()
    await loading

    const texts: string[] = []
    const done = record(engine, asks('Hi'), { onEvent: (event) => event.kind === 'text' && texts.push(event.text) })
    await gate.until('write', 2)
    expect(texts).toEqual(['one', ' two'])
    gate.open()
    expect((await done).result.reason).toBe('finished')
  })

  it('fails where it is told to, and what was written before stays reported', async () => {
    const engine = await loaded({
      step: (step) => {
        if (step.kind === 'write' && step.index === 2) return Promise.reject(new EngineFailure('failed', 'as told'))
        return Promise.resolve()
      }
    })
    const texts: string[] = []
    const failing = record(engine, asks('Hi'), { onEvent: (event) => event.kind === 'text' && texts.push(event.text) })
    await expect(failing).rejects.toMatchObject({ code: 'failed', detail: 'as told' })
    expect(texts).toEqual(['Hello', ' there'])
  })

  it('can be deaf to Stop', async () => {
    const gate = new StepGate()
    const engine = await loaded({ step: (step) => (step.kind === 'write' ? gate.step(step) : Promise.resolve()) })
    const abort = new AbortController()
    let hasSettled = false
    const generating = record(engine, asks('Hi'), { signal: abort.signal }).finally(() => (hasSettled = true))
    await gate.next()
    abort.abort()
    await new Promise((resolve) => setImmediate(resolve))
    expect(hasSettled).toBe(false)
    gate.open()
    expect((await generating).result.reason).toBe('stopped')
  })
})
