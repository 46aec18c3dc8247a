import { describe, expect, it } from 'vitest'
import type { EngineTuning, PrefillTiming } from '../../../engine/tuning/engineTuning'
import { onCard, safe } from '../../../engine/tuning/testing/sampleTunings'
import { StorageFailure } from '../errors/storageFailure'
import type { StoredTuning, TuningStore } from './tuningStore'
import { storedTuning } from './tuningStore'
import { until } from '../testing/manualClock'
import { other, starter } from '../testing/setUpCore'
import { setUpModels } from '../testing/setUpModels'
import { Tuner } from './tuner'
import { tuningKey } from './tuningKey'

const computer = { cpuModel: 'Test', cpuCount: 2, engineVersion: '1' }
const loadedWith = (tuning: EngineTuning) => ({ contextSize: 8192, tuning })
/** Whole chunks from 0 on as long as `ms` tokens, each token in one ms. */
const prompt = (tuning: EngineTuning, tokens: number): PrefillTiming[] => {
  const timings: PrefillTiming[] = []
  let at = 0
  while (at < tokens) {
    const size = tuning.chunks.findLast(({ from }) => from <= at)?.size ?? 16
    timings.push({ at, size, ms: 10 + size })
    at += size
  }
  return timings
}

function setUp() {
  const values = new Map<string, StoredTuning>()
  const writes: StoredTuning[] = []
  const errors: string[] = []
  const store: TuningStore & { isReadOnly: boolean } = {
    isReadOnly: false,
    read: (key) => values.get(key) ?? null,
    write: (key, value) => {
      if (store.isReadOnly) throw new StorageFailure('writeFailed', 'read-only')
      values.set(key, storedTuning.parse(JSON.parse(JSON.stringify(value))))
      writes.push(value)
    }
  }
  const log = { info: () => undefined, warn: () => undefined, error: (message: string) => void errors.push(message) }
  const tuner = new Tuner({ tunings: store, computer, log })
  const load = (): EngineTuning => tuner.known(starter, 'auto')?.tuning ?? safe
  /** One load after the other, each with a long prompt, until a tuning is chosen. */
  const learnAll = (): EngineTuning => {
    for (let loads = 0; loads < 10; loads++) {
      const tuning = load()
      for (let read = 0; read < 3; read++) tuner.learn(starter, loadedWith(tuning), prompt(tuning, 3000))
      if (writes.at(-1)?.kind === 'chosen') return load()
    }
    return expect.fail('nothing was chosen')
  }
  return { tuner, store, values, writes, errors, load, learnAll }
}

describe('the tuning of a model', () => {
  it('is unknown at first, is learnt over some loads, and never changes afterwards', () => {
    const { tuner, load, learnAll, writes } = setUp()
    expect(tuner.known(starter, 'auto')?.tuning).toBeUndefined()
    const chosen = learnAll()
    expect(chosen.chunks[0]?.size).toBeGreaterThan(16)
    const count = writes.length
    const slow = prompt(chosen, 3000).map((timing) => ({ ...timing, ms: timing.ms * 100 }))
    tuner.learn(starter, loadedWith(chosen), slow)
    expect(load()).toEqual(chosen)
    expect(writes).toHaveLength(count)
  })

  it('is that of this model alone', () => {
    const { tuner, learnAll } = setUp()
    learnAll()
    expect(tuner.known(other, 'auto')?.tuning).toBeUndefined()
  })

  it('is not written again when a prompt says nothing new', () => {
    const { tuner, writes } = setUp()
    for (let read = 0; read < 10; read++) tuner.learn(starter, loadedWith(safe), prompt(safe, 200))
    tuner.learn(starter, loadedWith(safe), [])
    expect(writes).toHaveLength(1)
  })

  it('is learnt for each kind of device, and what is chosen for one stays while the model runs on another', () => {
    const { tuner, learnAll, writes } = setUp()
    const onCpu = learnAll()
    tuner.learn(starter, loadedWith(onCard), prompt(onCard, 1000))
    expect(writes.at(-1)).toMatchObject({ kind: 'measuring', safe: onCard })
    expect(tuner.known(starter, 'auto')?.tuning.offloads).toBe(true)
    expect(tuner.known(starter, 'off')?.tuning).toEqual(onCpu)
  })

  it('of the graphics card is used again after a run without it', () => {
    const { tuner, values } = setUp()
    tuner.learn(starter, loadedWith(onCard), prompt(onCard, 1000))
    for (const key of values.keys()) values.set(key, { kind: 'chosen', tuning: onCard })
    tuner.learn(starter, loadedWith(safe), prompt(safe, 1000))
    expect(tuner.known(starter, 'auto')?.tuning).toEqual(onCard)
    expect(tuner.known(starter, 'off')?.tuning.offloads).toBe(false)
  })

  it('that was stored before there was one for each kind of device stays in use on its own', () => {
    const { tuner, values, writes } = setUp()
    values.set(tuningKey(starter, computer), { kind: 'chosen', tuning: onCard })
    expect(tuner.known(starter, 'auto')?.tuning).toEqual(onCard)
    expect(tuner.known(starter, 'off')?.tuning).toBeUndefined()
    tuner.learn(starter, loadedWith(onCard), prompt(onCard, 1000))
    expect(writes).toEqual([])
    tuner.learn(starter, loadedWith(safe), prompt(safe, 1000))
    expect(tuner.known(starter, 'auto')?.tuning).toEqual(onCard)
  })

  it('that cannot be saved is told to the log, and the reply goes on', () => {
    const { tuner, store, errors, load } = setUp()
    store.isReadOnly = true
    tuner.learn(starter, loadedWith(safe), prompt(safe, 200))
    expect(errors).toEqual(['A tuning could not be saved'])
    expect(load()).toEqual(safe)
  })

  it('of an earlier version stays what it was', () => {
    expect(storedTuning.parse(safe)).toEqual({ kind: 'chosen', tuning: safe })
  })
})

it('the prompts of a chat are timed while they are read, and the next load uses what they say; the engine does nothing else', async () => {
  const { ready, launcher, settings, call, become, endOf } = setUpModels()
  await ready()
  const text = 'word '.repeat(300)
  const { generation } = await call('generation.send', { conversationId: null, parentId: null, text })
  await endOf(generation.generationId)
  await until(() => Object.keys(settings.values.tunings).length === 1)
  const [stored] = Object.values(settings.values.tunings)
  expect(stored).toMatchObject({ kind: 'measuring', contextSize: 4096 })
  expect([...new Set(launcher.last.calls)]).toEqual(['load', 'generate'])
  expect(launcher.last.specs[0]?.tuning).toBeNull()
  await call('model.load', { modelId: other.model.id })
  await become('ready')
  await call('model.load', { modelId: starter.model.id })
  await become('ready')
  expect(launcher.last.specs[0]?.tuning?.chunks.map(({ size }) => size)).toContain(64)
})
