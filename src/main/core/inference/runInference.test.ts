import { describe, expect, it } from 'vitest'
import { EngineFailure, type Prompt } from '../../../engine/engine'
import { FakeEngine, type FakeStep } from '../../../engine/fake/fakeEngine'
import { balanced } from '../../../shared/domain/recommendedSettings'
import { noModel } from '../errors/appErrors'
import { EngineLost } from '../errors/engineLost'
import { ExpectedError } from '../errors/expectedError'
import { othersFirst } from '../testing/manualClock'
import { starter } from '../testing/setUpCore'
import type { EngineLease, EngineProvider } from './engineProvider'
import { runInference, type InferenceRequest } from './runInference'

/** No conversation, no store, no window: an engine, and somebody who wants text. */
async function setUp(
  step: (step: FakeStep) => Promise<void> = () => Promise.resolve(),
  acquire?: EngineProvider['acquire'],
  drawSeed = () => 42,
  thought: string[] = []
) {
  const engine = new FakeEngine({ thought, reply: ['One', ' two', ' three'], step })
  await engine.load({ path: '', gpu: 'off', maxContextSize: 4096, tuning: null }, { onProgress: () => undefined })
  const ends: string[] = []
  const lease: EngineLease = {
    ...starter,
    templateVariables: [],
    contextSize: 4096,
    readingTime: () => null,
    engine,
    release: (isGood) => void ends.push(isGood ? 'released' : 'released, not good'),
    discard: () => void ends.push('discarded')
  }
  const bugs: unknown[] = []
  const heard: string[] = []
  const [stop, answer, giveUp] = [new AbortController(), new AbortController(), new AbortController()]
  const run = (changes: Partial<InferenceRequest> = {}) =>
    runInference(
      {
        model: null,
        sampling: balanced,
        prompt: [{ role: 'user', text: 'Name it' }],
        signals: { stop: stop.signal, answer: answer.signal, giveUp: giveUp.signal },
        failedLoadsBefore: 0,
        ...changes
      },
      {
        onWaitingForEngine: () => heard.push('waiting'),
        onPrefill: (done, total) => heard.push(`${done} of ${total}`),
        onThought: (text) => heard.push(`(${text})`),
        onText: (text) => heard.push(text)
      },
      {
        engines: { ready: acquire ? null : lease, failedLoads: 0, acquire: acquire ?? (() => Promise.resolve(lease)) },
        drawSeed,
        log: { info: () => undefined, warn: () => undefined, error: (_, thrown) => void bugs.push(thrown) }
      }
    )
  return { run, ends, bugs, heard, stop, answer, giveUp }
}

describe('an inference', () => {
  it('hands thoughts on apart from the text; its figures count both', async () => {
    const { run, heard } = await setUp(undefined, undefined, undefined, ['Hm', ' well'])
    const { used } = await run()
    expect(heard.filter((each) => !each.includes(' of ')).join('|')).toBe('(Hm)|( well)|One| two| three')
    expect(used?.figures).toMatchObject({ tokens: 5, thoughtTokens: 2 })
  })

  it('generates for a client that has no conversation, and gives the engine back', async () => {
    const { run, heard, ends } = await setUp()
    const { end, used } = await run()
    expect(end).toEqual({ kind: 'complete', reason: 'finished', repeatsFrom: null })
    expect(used).toMatchObject({ sampling: { ...balanced, seed: 42 }, figures: { tokens: 3 } })
    expect(heard.slice(-3)).toEqual(['One', ' two', ' three'])
    expect(ends).toEqual(['released'])
  })

  it('resolves sampling and prompt for the model it gets, once', async () => {
    const { run } = await setUp()
    const asked: string[] = []
    const prompt: Prompt = [{ role: 'user', text: 'a' }]
    const { used } = await run({
      sampling: (model) => {
        asked.push(model.model.name)
        return { ...balanced, seed: 7, maxTokens: 2 }
      },
      prompt: (engine, sampling) => {
        asked.push(`${engine.model.name} ${sampling.seed}`)
        return Promise.resolve(prompt)
      }
    })
    expect(asked).toEqual(['Starter', 'Starter 7'])
    expect(used?.figures?.tokens).toBe(2)
  })

  it('ends without having used the engine when there is nothing to generate', async () => {
    const { run, ends } = await setUp()
    expect(await run({ prompt: () => Promise.resolve(null) })).toMatchObject({ end: { kind: 'nothingToDo' }, used: { figures: null } })
    expect(ends).toEqual(['released, not good'])
  })

  it('ends the thought when it is to answer now', async () => {
    const { run, heard, answer } = await setUp(
      (step) => {
        if (step.kind === 'write' && step.index === 1) answer.abort()
        return Promise.resolve()
      },
      undefined,
      undefined,
      ['Hm', ' well', ' so']
    )
    await run()
    expect(heard.filter((each) => !each.includes(' of ')).join('|')).toBe('(Hm)|( well)|One| two| three')
  })

  it('says that it waits for an engine, and is stopped while it does', async () => {
    const { run, heard } = await setUp(undefined, () => Promise.resolve(null))
    expect(await run()).toEqual({ end: { kind: 'stopped' }, used: null })
    expect(heard).toEqual(['waiting'])
  })

  it('fails with the reason when no engine is available', async () => {
    const { run } = await setUp(undefined, () => Promise.reject(new ExpectedError(noModel())))
    expect((await run()).end).toEqual({ kind: 'failed', error: noModel() })
  })

  it('lets nothing through after Stop, and counts only what came before', async () => {
    const { run, heard, stop, ends } = await setUp((step) => {
      if (step.kind === 'write' && step.index === 2) stop.abort()
      return Promise.resolve()
    })
    const { end, used } = await run()
    expect(end).toEqual({ kind: 'stopped' })
    expect(heard.slice(-2)).toEqual(['One', ' two'])
    expect(used?.figures?.tokens).toBe(2)
    expect(ends).toEqual(['released'])
  })

  it('continues without an engine that does not become idle, once it is told to give up', async () => {
    const { run, stop, giveUp, ends, heard } = await setUp((step) =>
      step.kind === 'write' && step.index === 1 ? new Promise(() => undefined) : Promise.resolve()
    )
    const running = run()
    while (heard.at(-1) !== 'One') await othersFirst()
    stop.abort()
    giveUp.abort()
    expect(await running).toMatchObject({ end: { kind: 'stopped' }, used: { figures: { tokens: 1 } } })
    expect(ends).toEqual(['discarded'])
  })

  it.each([
    ['an expected failure', new EngineFailure('failed', 'Eval has failed'), 'generation.failed', 0],
    ['a bug', new TypeError('a bug'), 'internal', 1]
  ])('keeps what was written when the engine fails with %s', async (_, thrown, code, bugCount) => {
    const { run, bugs, ends } = await setUp((step) =>
      step.kind === 'write' && step.index === 2 ? Promise.reject(thrown) : Promise.resolve()
    )
    expect(await run()).toMatchObject({ end: { kind: 'failed', error: { code } }, used: { figures: { tokens: 2 } } })
    expect(bugs).toHaveLength(bugCount)
    expect(ends).toEqual(['released, not good'])
  })

  it('does not count as proof that the engine works when the engine fails after Stop', async () => {
    const { run, stop, ends } = await setUp((step) => {
      if (step.kind !== 'write' || step.index < 2) return Promise.resolve()
      stop.abort()
      return Promise.reject(new EngineLost({ code: null, signal: 'SIGKILL' }))
    })
    expect((await run()).end).toEqual({ kind: 'stopped' })
    expect(ends).toEqual(['released, not good'])
  })

  it('does not count as proof that the engine works when it is stopped before the engine generates', async () => {
    const { run, stop, ends } = await setUp()
    const prompt: InferenceRequest['prompt'] = () => {
      stop.abort()
      return Promise.resolve([{ role: 'user', text: 'a' }])
    }
    expect(await run({ prompt })).toMatchObject({ end: { kind: 'stopped' }, used: { figures: null } })
    expect(ends).toEqual(['released, not good'])
  })

  it.each(['sampling', 'drawSeed'])('gives the engine back when %s throws', async (which) => {
    const bug = (): never => {
      throw new TypeError('a bug')
    }
    const { run, ends, bugs } = await setUp(undefined, undefined, which === 'drawSeed' ? bug : undefined)
    const result = await run(which === 'sampling' ? { sampling: bug } : {})
    expect(result).toEqual({ end: { kind: 'failed', error: { code: 'internal' } }, used: null })
    expect(ends).toEqual(['released, not good'])
    expect(bugs).toHaveLength(1)
  })
})
