import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FakeEngine } from '../../../engine/fake/fakeEngine'
import { runs } from '../../storage/testing/faults'
import { FakeProcess } from '../testing/fakeLauncher'
import { ManualClock, othersFirst, until } from '../testing/manualClock'
import { RecordedEvents } from '../testing/recordedEvents'
import { other, starter } from '../testing/setUpCore'
import { setUpModels } from '../testing/setUpModels'
import { EngineWatch } from './engineWatch'

function setUp() {
  const clock = new ManualClock()
  const events = new RecordedEvents()
  const watch = new EngineWatch({ clock, events })
  const engine = new FakeProcess(new FakeEngine(), {}, false)
  return { clock, events, watch, engine, end: watch.begin('loading', engine) }
}

describe('an engine that gives no sign of life', () => {
  it('is asked about after 15 s, once', async () => {
    const { clock, watch, events } = setUp()
    await clock.advance(14_999)
    expect(watch.silence).toEqual({ loading: null, generating: null })
    await clock.advance(10_000)
    expect(events.payloads('model.silent')).toEqual([{ silence: { loading: 15, generating: null } }])
  })

  it('is asked about again after another 15 s when the person waits, with all the time that has gone by', async () => {
    const { clock, watch } = setUp()
    await clock.advance(16_000)
    watch.waitLonger('loading')
    expect(watch.silence.loading).toBeNull()
    await clock.advance(14_000)
    expect(watch.silence.loading).toBeNull()
    await clock.advance(1_000)
    expect(watch.silence.loading).toBe(31)
  })

  it('is not asked about any more once it gives one, and 15 s after that again', async () => {
    const { clock, watch, engine } = setUp()
    await clock.advance(15_000)
    engine.showLife()
    expect(watch.silence.loading).toBeNull()
    await clock.advance(14_000)
    expect(watch.silence.loading).toBeNull()
    await clock.advance(1_000)
    expect(watch.silence.loading).toBe(15)
  })

  it('is no matter once its work has ended, or another engine does that work', async () => {
    const { clock, watch, end, events } = setUp()
    const endOther = watch.begin('loading', new FakeProcess(new FakeEngine(), {}, false))
    end()
    await clock.advance(15_000)
    expect(watch.silence.loading).toBe(15)
    endOther()
    expect(watch.silence.loading).toBeNull()
    await clock.advance(60_000)
    watch.waitLonger('loading')
    expect(events.payloads('model.silent')).toHaveLength(2)
  })

  it('is never asked about while it gives one at least every 13 s, and always when it gives none for 16', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 13_000 }), { minLength: 1, maxLength: 20 }), async (gaps) => {
        const { clock, watch, engine, end } = setUp()
        for (const gap of gaps) {
          await clock.advance(gap)
          expect(watch.silence.loading).toBeNull()
          engine.showLife()
        }
        await clock.advance(16_000)
        expect(watch.silence.loading).toBe(15)
        end()
      }),
      { seed: 1, numRuns: runs(200) }
    )
  })
})

describe('an engine that lives and does not answer, as where its driver hangs', () => {
  function setUpWriting() {
    const world = setUp()
    world.end()
    world.watch.begin('generating', world.engine)
    const live = async (seconds: number): Promise<void> => {
      for (let second = 0; second < seconds; second += 4) {
        await world.clock.advance(4_000)
        world.engine.showLife()
      }
    }
    return { ...world, live }
  }

  it('is asked about after a minute, and after another one when the person waits', async () => {
    const { watch, live } = setUpWriting()
    await live(56)
    expect(watch.silence.generating).toBeNull()
    await live(8)
    expect(watch.silence.generating).toBe(60)
    watch.waitLonger('generating')
    await live(56)
    expect(watch.silence.generating).toBeNull()
    await live(8)
    expect(watch.silence.generating).toBe(124)
  })

  it('is not asked about any more once it answers', async () => {
    const { watch, live, engine } = setUpWriting()
    await live(64)
    engine.showLife(true)
    expect(watch.silence.generating).toBeNull()
    await live(56)
    expect(watch.silence.generating).toBeNull()
  })

  it('is left alone while it loads: a step of that may take long', async () => {
    const { watch, engine, clock } = setUp()
    for (let second = 0; second < 200; second += 4) {
      await clock.advance(4_000)
      engine.showLife()
    }
    expect(watch.silence.loading).toBeNull()
  })
})

it('is not blamed for the time in which the computer slept or main was halted', () => {
  const timers: (() => void)[] = []
  let monotonic = 0
  const clock = {
    now: () => monotonic,
    monotonic: () => monotonic,
    after: (_: number, task: () => void) => (timers.push(task), () => undefined)
  }
  const watch = new EngineWatch({ clock, events: new RecordedEvents() })
  watch.begin('generating', new FakeProcess(new FakeEngine(), {}, false))
  monotonic = 3_600_000
  timers.shift()?.() // the one timer that came due meanwhile
  expect(watch.silence.generating).toBeNull()
})

describe('while a model is loaded', () => {
  async function setUpLoading() {
    const world = setUpModels()
    await world.openStore()
    world.held.holds = ({ kind }) => kind === 'load'
    await world.models.load(other.model.id)
    await until(() => world.launcher.launched.length === 1)
    await othersFirst()
    await world.clock.advance(15_000)
    expect(world.models.silence).toEqual({ loading: 15, generating: null })
    return world
  }

  it('and its engine hangs, starting again ends it and loads the model again', async () => {
    const { call, launcher, held, become, models, notices } = await setUpLoading()
    const [first] = launcher.launched
    held.holds = () => false
    await call('model.restartEngine', { work: 'loading' })
    await until(() => models.silence.loading === null)
    await become('ready')
    expect(first?.isGone).toBe(true)
    expect(launcher.launched).toHaveLength(2)
    expect(models.status).toMatchObject({ model: other.model })
    expect(notices.notices).toEqual([])
  })

  it('and its engine hangs, what waits for it gets its reply after starting again', async () => {
    const { call, send, endOf, held } = await setUpLoading()
    const { generation } = await send()
    held.holds = () => false
    await call('model.restartEngine', { work: 'loading' })
    expect(await endOf(generation.generationId)).toMatchObject({ status: { kind: 'complete' }, parts: [{ modelName: 'Other' }] })
  })

  it('and its engine hangs, a window that opens is told, and cancelling ends the question', async () => {
    const { call, models } = await setUpLoading()
    expect((await call('app.start', {})).silence).toEqual({ loading: 15, generating: null })
    await call('model.cancelLoad', {})
    expect(models.silence.loading).toBeNull()
  })
})

describe('while a reply is written', () => {
  async function setUpWriting() {
    const world = setUpModels()
    await world.ready()
    world.held.holds = (step) => step.kind === 'write' && step.index === 2
    const { generation } = await world.send()
    await until(() => world.events.deltasOf(generation.generationId).length === 2)
    await world.clock.advance(15_000)
    expect(world.models.silence).toEqual({ loading: null, generating: 15 })
    return { ...world, generation }
  }

  it('and its engine hangs, starting again keeps the text, loads the model again, and the reply can be continued', async () => {
    const { call, endOf, generation, launcher, become, held, models, notices } = await setUpWriting()
    await call('model.restartEngine', { work: 'generating' })
    const cut = await endOf(generation.generationId)
    expect(cut).toMatchObject({ text: 'Hello there', status: { kind: 'failed', error: { code: 'engine.restarted' } } })
    expect(models.silence.generating).toBeNull()
    held.holds = () => false
    await become('ready')
    expect(launcher.launched.map(({ isGone }) => isGone)).toEqual([true, false])
    expect(notices.notices).toEqual([])
    const { conversationId, id: messageId } = cut ?? { conversationId: '', id: '' }
    const { generation: next } = await call('generation.continue', { conversationId, messageId })
    expect(await endOf(next.generationId)).toMatchObject({ text: 'Hello there.', status: { kind: 'complete' } })
  })

  it('and its engine hangs, it goes on by itself when it lives again, and nothing is asked any more', async () => {
    const { endOf, generation, launcher, models, held } = await setUpWriting()
    launcher.last.showLife()
    expect(models.silence.generating).toBeNull()
    held.holds = () => false
    expect(await endOf(generation.generationId)).toMatchObject({ status: { kind: 'complete' } })
    expect(launcher.launched).toHaveLength(1)
  })

  it('on a model whose place another one has taken, only its engine is ended', async () => {
    const { call, endOf, generation, launcher, become, engines } = await setUpWriting()
    await call('model.load', { modelId: other.model.id })
    await until(() => engines.ready?.model === other.model)
    await call('model.restartEngine', { work: 'generating' })
    expect(await endOf(generation.generationId)).toMatchObject({ status: { kind: 'failed', error: { code: 'engine.restarted' } } })
    await become('ready')
    expect(launcher.launched.map(({ isGone }) => isGone)).toEqual([true, false])
  })
})

it('an engine that hung while nobody needed it is asked about once it is needed for 15 s; Stop ends the question with the engine', async () => {
  const { ready, send, call, clock, held, models, launcher } = setUpModels()
  await ready()
  await clock.advance(600_000)
  expect(models.silence.generating).toBeNull()
  held.holds = ({ kind }) => kind === 'read'
  const { generation } = await send()
  await until(() => launcher.last.calls.includes('generate'))
  await clock.advance(14_000)
  expect(models.silence.generating).toBeNull()
  await clock.advance(1_000)
  expect(models.silence.generating).toBe(15)
  await call('generation.stop', generation)
  await clock.advance(5_000)
  expect(models.silence.generating).toBeNull()
  expect(launcher.launched[0]?.isGone).toBe(true)
})

it('an engine that answers is not ended by a late press', async () => {
  const { ready, call, launcher, models } = setUpModels()
  await ready()
  await call('model.restartEngine', { work: 'generating' })
  await call('model.restartEngine', { work: 'loading' })
  await call('model.waitForEngine', { work: 'loading' })
  expect(launcher.launched.map(({ isGone }) => isGone)).toEqual([false])
  expect(models.status).toMatchObject({ kind: 'ready', model: starter.model })
})
