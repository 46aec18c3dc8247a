import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { GenerationEvent } from '../../engine/engine'
import { EngineServer } from '../../engine/engineServer'
import { FakeEngine } from '../../engine/fake/fakeEngine'
import { balanced } from '../../shared/domain/recommendedSettings'
import { EngineClient } from './engineClient'

const RUNS = process.env.HEARTH_FAULTS === 'full' ? 500 : 50
// Time stands still but where the test lets it pass; messages travel in turns of the real loop.
beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => vi.useRealTimers())

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

const script = fc.record({
  pieces: fc.array(
    fc.record({ text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), pauseMs: fc.constantFrom(0, 0, 0, 1, 20, 40) }),
    {
      maxLength: 12
    }
  ),
  thoughts: fc.nat(6),
  stopsAt: fc.option(fc.nat(12))
})

/** The engine's side and main's, with nothing but JSON between them; both go on in later turns of the loop, as processes do. */
function connected(engine: FakeEngine): EngineClient {
  let toMain: (message: unknown) => void = () => undefined
  const later = (message: unknown, deliver: (copy: unknown) => void): void => {
    const json = JSON.stringify(message)
    setImmediate(() => deliver(JSON.parse(json)))
  }
  const server = new EngineServer(engine, (message) => later(message, (copy) => toMain(copy)))
  const client = new EngineClient(
    {
      send: (message) => later(message, (copy) => server.receive(copy)),
      onMessage: (listener) => (toMain = listener),
      onExit: () => undefined,
      kill: () => undefined
    },
    quiet
  )
  server.start()
  return client
}

it('invariant: what the engine reported arrives, thoughts and text joined the same, before the result, whenever it is stopped; and nothing after it', async () => {
  const ends = new Set<string>()
  await fc.assert(
    fc.asyncProperty(script, async ({ pieces, thoughts, stopsAt }) => {
      const abort = new AbortController()
      const engine = new FakeEngine({
        thought: pieces.slice(0, thoughts).map(({ text }) => text),
        reply: pieces.slice(thoughts).map(({ text }) => text),
        step: async (step) => {
          if (step.kind !== 'write') return
          const { pauseMs = 0 } = pieces[step.index] ?? {}
          await vi.advanceTimersByTimeAsync(pauseMs)
          if (step.index === stopsAt) abort.abort()
        }
      })
      const spec = { path: '/m.gguf', gpu: 'off', maxContextSize: 4096, tuning: null } as const
      const client = connected(engine)
      await client.load(spec, { onProgress: () => undefined })

      const reported = { thought: '', text: '' }
      const report = engine.generate.bind(engine)
      engine.generate = (prompt, settings, options) =>
        report(prompt, settings, {
          ...options,
          onEvent: (event) => {
            if (event.kind !== 'reading') reported[event.kind] += event.text
            options.onEvent(event)
          }
        })
      const arrived = { thought: '', text: '' }
      let tokens = 0
      const { signal } = abort
      const onEvent = (event: GenerationEvent): void => {
        if (event.kind === 'reading') return
        expect(event.kind === 'thought' && arrived.text !== '', 'thoughts come first').toBe(false)
        arrived[event.kind] += event.text
        tokens = event.figures.tokens
      }
      const result = await client.generate([{ role: 'user', text: 'Hello' }], { ...balanced, seed: 1 }, { signal, onEvent })
      ends.add(result.reason)
      const atTheEnd = { ...arrived }
      expect(atTheEnd).toEqual(reported)
      expect(result.thoughtTokens).toBeLessThanOrEqual(Math.min(thoughts, result.tokens))
      expect(tokens).toBe(result.tokens)
      await vi.advanceTimersByTimeAsync(1000)
      await new Promise((resolve) => setImmediate(resolve)) // whatever was sent by then has arrived
      expect(arrived).toEqual(atTheEnd)
    }),
    { seed: 21, numRuns: RUNS }
  )
  expect([...ends].sort()).toEqual(['finished', 'stopped'])
})
