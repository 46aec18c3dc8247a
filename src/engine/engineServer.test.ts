import { describe, expect, it, vi } from 'vitest'
import type { FullEngine } from './engine'
import { EngineServer } from './engineServer'
import { FakeEngine } from './fake/fakeEngine'
import { StepGate } from './fake/stepGate'
import { balanced } from '../shared/domain/recommendedSettings'
import { results, fromEngine, type FromEngine, type ToEngine } from './protocol'

const spec = { path: '/models/fake.gguf', gpu: 'off', maxContextSize: 4096, tuning: null } as const
const prompt = [{ role: 'user' as const, text: 'Hi' }]
const settings = { ...balanced, seed: 1 }
class Conversation {
  readonly sent: FromEngine[] = []
  #heard: () => void = () => undefined
  readonly #server: EngineServer

  constructor(engine: FullEngine) {
    this.#server = new EngineServer(engine, (message) => {
      this.sent.push(fromEngine.parse(JSON.parse(JSON.stringify(message)))) // what main gets is JSON of the protocol
      this.#heard()
    })
    this.#server.start()
  }

  tell(message: ToEngine): void {
    this.#server.receive(message)
  }
  of(id: number): FromEngine[] {
    return this.sent.filter((message) => 'id' in message && message.id === id)
  }
  /** The result or failure of a request, as soon as it is there. */
  async end(id: number): Promise<FromEngine> {
    for (;;) {
      const end = this.of(id).find(({ kind }) => kind === 'result' || kind === 'failure')
      if (end) return end
      await new Promise<void>((resolve) => (this.#heard = resolve))
    }
  }
  async ask(message: Exclude<ToEngine, { kind: 'abort' | 'endThought' }>): Promise<unknown> {
    this.tell(message)
    const end = await this.end(message.id)
    return end.kind === 'result' ? results[message.kind].parse(end.value) : end
  }
}

describe('the engine behind messages', () => {
  it('says first that it listens', () => {
    expect(new Conversation(new FakeEngine()).sent).toEqual([{ kind: 'listening' }])
  })

  it('says every few seconds that it lives, asked or not', () => {
    vi.useFakeTimers({ toFake: ['setInterval'] })
    const { sent } = new Conversation(new FakeEngine())
    vi.advanceTimersByTime(12_000)
    vi.useRealTimers()
    expect(sent).toEqual([{ kind: 'listening' }, { kind: 'alive' }, { kind: 'alive' }, { kind: 'alive' }])
  })

  it('sends one result for every request, with its id, after its events', async () => {
    const talk = new Conversation(new FakeEngine({ reply: ['Hel', 'lo'] }))
    expect(await talk.ask({ kind: 'load', id: 1, spec })).toMatchObject({ contextSize: 4096 })
    expect(await talk.ask({ kind: 'count', id: 2, prompt, rendering: { thinking: 'automatic' } })).toEqual({
      tokens: 4,
      limit: 4096,
      texts: [1],
      reused: 0
    })
    expect(await talk.ask({ kind: 'generate', id: 3, prompt, settings })).toMatchObject({ reason: 'finished', tokens: 2 })
    const texts = talk.of(3).map((message) => (message.kind === 'event' && message.event.kind === 'text' ? message.event.text : ''))
    expect(texts.join('')).toBe('Hello')
    expect(talk.of(3).at(-1)?.kind).toBe('result')
  })

  it('says what memory it takes, also while it generates', async () => {
    const gate = new StepGate()
    const talk = new Conversation(new FakeEngine({ step: (step) => (step.kind === 'load' ? Promise.resolve() : gate.step(step)) }))
    await talk.ask({ kind: 'load', id: 1, spec })
    talk.tell({ kind: 'generate', id: 2, prompt, settings })
    await gate.until('write', 1)
    expect(await talk.ask({ kind: 'measureMemory', id: 3 })).toEqual({ residentBytes: 100_000_000, graphicsFreeBytes: null })
    gate.open()
    await talk.end(2)
  })

  it('tells the graphics card that a load uses, and the failure of one with its result', async () => {
    const card = { name: 'Radeon 9', backend: 'vulkan' } as const
    const engine = new FakeEngine()
    const load = engine.load.bind(engine)
    const graphicsFailure = { card, because: 'fault', detail: 'lost' } as const
    engine.load = async (given, options) => {
      options.onGraphicsCard?.(card)
      options.onGraphicsCard?.(null)
      return { ...(await load(given, options)), graphicsFailure }
    }
    const talk = new Conversation(engine)
    expect(await talk.ask({ kind: 'load', id: 1, spec: { ...spec, gpu: 'auto' } })).toMatchObject({ graphicsFailure })
    expect(talk.of(1).slice(0, 2)).toEqual([
      { kind: 'graphicsCard', id: 1, card },
      { kind: 'graphicsCard', id: 1, card: null }
    ])
  })

  it('tells the progress of a load in steps of one per cent', async () => {
    const talk = new Conversation(new FakeEngine({ loadSteps: 10_000, step: () => Promise.resolve() }))
    await talk.ask({ kind: 'load', id: 1, spec })
    const progress = talk.of(1).flatMap((message) => (message.kind === 'progress' ? [message.progress] : []))
    expect(progress.length).toBeLessThanOrEqual(101)
    expect(progress.at(-1)).toBe(1)
  })

  it('aborts the request that is named, and only that', async () => {
    const gate = new StepGate()
    const talk = new Conversation(new FakeEngine({ step: (step) => (step.kind === 'load' ? Promise.resolve() : gate.step(step)) }))
    await talk.ask({ kind: 'load', id: 1, spec })
    talk.tell({ kind: 'generate', id: 2, prompt, settings })
    await gate.until('write', 1)
    talk.tell({ kind: 'abort', id: 1 })
    talk.tell({ kind: 'abort', id: 99 })
    talk.tell({ kind: 'abort', id: 2 })
    talk.tell({ kind: 'abort', id: 2 })
    gate.open()
    expect(await talk.end(2)).toMatchObject({ kind: 'result', value: { reason: 'stopped', tokens: 1 } })
    talk.tell({ kind: 'abort', id: 2 })
    expect(await talk.ask({ kind: 'generate', id: 3, prompt, settings })).toMatchObject({ reason: 'finished' })
  })

  it('passes an expected failure on with its code and numbers', async () => {
    const talk = new Conversation(new FakeEngine({ contextSize: 5 }))
    expect(await talk.ask({ kind: 'count', id: 1, prompt, rendering: { thinking: 'automatic' } })).toMatchObject({
      kind: 'failure',
      code: 'notLoaded'
    })
    await talk.ask({ kind: 'load', id: 2, spec })
    const long = [{ role: 'user' as const, text: 'one two three four' }]
    expect(await talk.ask({ kind: 'generate', id: 3, prompt: long, settings })).toMatchObject({
      kind: 'failure',
      code: 'contextFull',
      counts: { tokens: 7, limit: 5 }
    })
  })

  it('keeps the room of a reply where that is asked for', async () => {
    const talk = new Conversation(new FakeEngine({ contextSize: 8 }))
    await talk.ask({ kind: 'load', id: 1, spec })
    const long = [{ role: 'user' as const, text: 'one two three four' }]
    const refused = await talk.ask({ kind: 'generate', id: 2, prompt: long, settings, keepsRoom: true })
    expect(refused).toMatchObject({ kind: 'failure', code: 'contextFull', counts: { tokens: 7, limit: 8 } })
    expect(await talk.ask({ kind: 'generate', id: 3, prompt: long, settings })).toMatchObject({ reason: 'contextFull', tokens: 1 })
  })

  it('passes a bug on with its stack and goes on', async () => {
    let isBroken = true
    const step = (): Promise<void> => (isBroken ? Promise.reject(new TypeError('a bug')) : Promise.resolve())
    const talk = new Conversation(new FakeEngine({ step }))
    const failure = await talk.ask({ kind: 'load', id: 1, spec })
    expect(failure).toMatchObject({ kind: 'failure', code: null, detail: expect.stringMatching(/TypeError: a bug\n\s+at /) as string })
    isBroken = false
    expect(await talk.ask({ kind: 'load', id: 2, spec })).toMatchObject({ contextSize: 4096 })
  })

  it('refuses what is no message of the protocol', () => {
    const server = new EngineServer(new FakeEngine(), () => undefined)
    for (const message of [null, 'load', { kind: 'sing', id: 1 }, { kind: 'count', id: 1 }]) {
      expect(() => server.receive(message)).toThrow('Not a message of the protocol')
    }
  })
})
