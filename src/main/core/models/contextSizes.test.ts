import { describe, expect, it } from 'vitest'
import { EngineFailure } from '../../../engine/engine'
import { until } from '../testing/manualClock'
import { setUpContexts as setUp, settingsWith, shape, TRAINED } from '../testing/setUpContexts'
import { other, starter } from '../testing/setUpCore'

const GPU = { backend: 'vulkan', gpuLayers: 30, totalLayers: 30, deviceName: 'Radeon 9' } as const
const { id: modelId } = starter.model

describe('the contexts that a model can have', () => {
  it('go from 2,048 tokens to the trained ones, each twice as long, with what they take more or less than the one in use', async () => {
    const { ready, list } = setUp()
    await ready()
    const sizes = await list()
    expect(sizes).toMatchObject({ modelId, least: 2_048, trained: TRAINED, current: 8_192, automatic: 8_192, chosen: null, place: 'ram' })
    expect(sizes.sizes.map(({ tokens }) => tokens)).toEqual([2_048, 4_096, 8_192, 16_384, 32_768])
    const bytesPerToken = 2 * 128 + 4 * 512
    expect(sizes.sizes.map(({ added }) => added)).toEqual([-6_144, -4_096, 0, 8_192, 24_576].map((tokens) => tokens * bytesPerToken))
  })

  it('have among them the one that is asked about, in whole steps and within the bounds', async () => {
    const { ready, list } = setUp()
    await ready()
    const tokensWith = async (also: number) => (await list(also)).sizes.map(({ tokens }) => tokens)
    expect(await tokensWith(12_000)).toEqual([2_048, 4_096, 8_192, 12_032, 16_384, 32_768])
    expect(await tokensWith(1)).toEqual([2_048, 4_096, 8_192, 16_384, 32_768])
    expect(await tokensWith(99_999)).toEqual([2_048, 4_096, 8_192, 16_384, 32_768])
  })

  it('are the trained one alone where that is shorter than any other', async () => {
    const { ready, list } = setUp({ readModelShape: () => Promise.resolve({ ...shape, trainedContext: 1_000 }) })
    await ready()
    expect(await list()).toMatchObject({ least: 1_000, trained: 1_000 })
  })

  it('are not known without a model, or where its file does not say what one takes', async () => {
    const { ready, call } = setUp({ readModelShape: () => Promise.resolve(null) })
    expect(await call('model.contextSizes', { also: null })).toBeNull()
    await ready()
    expect(await call('model.contextSizes', { also: null })).toBeNull()
  })

  it('fit by the memory that is free now, or are not known to', async () => {
    const { ready, list, memory } = setUp()
    await ready()
    const fitting = async () => (await list()).sizes.map((size) => size.fitting)
    expect(await fitting()).toEqual(['fits', 'fits', 'fits', 'fits', 'fits'])
    memory.freeBytes = 150e6
    expect(await fitting(), 'the shorter ones take nothing more').toEqual(['fits', 'fits', 'fits', 'fits', 'mayNotFit'])
    memory.freeBytes = null
    expect(await fitting()).toEqual(['fits', 'fits', 'fits', 'mayNotFit', 'mayNotFit'])
  })

  it('are on the graphics card where the model is: what has no room there is in RAM, and has to fit there', async () => {
    const { ready, list, launcher, memory } = setUp()
    launcher.graphics = { offload: GPU, freeBytes: 30e6 }
    await ready()
    const sizes = await list()
    expect(sizes.place).toBe('graphics')
    expect(sizes.sizes.map(({ fitting }) => fitting)).toEqual(['fits', 'fits', 'fits', 'fits', 'offCard'])
    memory.freeBytes = 10e6
    expect((await list()).sizes.at(-1)?.fitting).toBe('mayNotFit')
  })
})

describe('a context that is chosen', () => {
  it('is what the model is loaded with again, and is remembered', async () => {
    const { ready, choose, become, contextSize, launcher, settings, list, models } = setUp()
    await ready()
    await choose(16_384)
    expect(models.status).toMatchObject({ kind: 'loading', model: starter.model, context: { tokens: 16_384 } })
    await become('ready')
    expect(contextSize()).toBe(16_384)
    expect(launcher.last.specs[0]).toMatchObject({ maxContextSize: 16_384, isContextFixed: true })
    expect(launcher.last.specs[0]).not.toHaveProperty('maxContextSizeInRam')
    expect(launcher.launched[0]?.isGone).toBe(true)
    expect(settings.values.contextSizes).toEqual({ starter: 16_384 })
    expect(await list()).toMatchObject({ current: 16_384, chosen: 16_384 })
  })

  it('is used by the next start, for this model alone', async () => {
    const { ready, contextSize, call, become, models, launcher } = setUp({ settings: settingsWith({ starter: 16_384 }) })
    await ready()
    expect(contextSize()).toBe(16_384)
    await call('model.load', { modelId: other.model.id })
    await until(() => models.status.kind === 'ready' && models.status.model.id === other.model.id)
    await become('ready')
    expect(contextSize()).toBe(8_192)
    expect(launcher.last.specs[0]).not.toHaveProperty('isContextFixed')
  })

  it('is as the memory allows again where Automatic is chosen, and nothing is remembered then', async () => {
    const { ready, choose, become, contextSize, settings, launcher } = setUp({
      settings: settingsWith({ starter: 16_384, 'folder:a': 4_096 })
    })
    await ready()
    await choose(null)
    await become('ready')
    expect(contextSize()).toBe(8_192)
    expect(launcher.last.specs[0]).not.toHaveProperty('isContextFixed')
    expect(settings.values.contextSizes).toEqual({ 'folder:a': 4_096 })
  })

  it('needs no load where the model has it already', async () => {
    const { ready, choose, launcher, settings, list } = setUp()
    await ready()
    await choose(8_192)
    expect(launcher.launched).toHaveLength(1)
    expect(settings.values.contextSizes).toEqual({ starter: 8_192 })
    expect(await list()).toMatchObject({ current: 8_192, chosen: 8_192 })
  })

  it.each([[1], [2_047], [TRAINED + 1]])('is refused out of its bounds: %i tokens', async (tokens) => {
    const { ready, refusal, launcher } = setUp()
    await ready()
    expect(await refusal('model.chooseContextSize', { modelId, tokens })).toEqual({ code: 'request.invalid' })
    expect(launcher.launched).toHaveLength(1)
  })

  it('may be the one that the model has, though it is shorter than any other', async () => {
    const { ready, choose, launcher, list } = setUp({ settings: settingsWith({ starter: 512 }) })
    await ready()
    expect(await list()).toMatchObject({ least: 2_048, current: 512, chosen: 512 })
    await choose(512)
    expect(launcher.launched).toHaveLength(1)
    expect(await list()).toMatchObject({ current: 512, chosen: 512 })
  })

  it('is loaded without waiting for what the system and the engine say of the memory first', async () => {
    let answer: (bytes: number) => void = () => undefined
    const free = new Promise<number>((resolve) => (answer = resolve))
    let isAsked = false
    const { ready, choose, become, models } = setUp({ readFreeMemory: () => (isAsked ? free : Promise.resolve(16e9)) })
    await ready()
    isAsked = true
    await choose(16_384)
    expect(models.status).toMatchObject({ kind: 'loading', context: { tokens: 16_384 } })
    answer(16e9)
    await become('ready')
  })

  it('is of the model that it was chosen for: where another is in use, or being loaded, nothing happens', async () => {
    const { ready, call, launcher, held, models } = setUp()
    await ready()
    await call('model.chooseContextSize', { modelId: other.model.id, tokens: 16_384 })
    expect(launcher.launched).toHaveLength(1)
    held.holds = ({ kind }) => kind === 'load'
    await call('model.load', { modelId: other.model.id })
    await until(() => launcher.launched.length === 2)
    await call('model.chooseContextSize', { modelId, tokens: 16_384 })
    expect(models.status).toMatchObject({ kind: 'loading', model: other.model })
    held.holds = () => false
  })

  it('waits for the reply that is being written where the model has no room twice, and the reply comes to its end', async () => {
    const { ready, choose, become, contextSize, send, endOf, held, memory, models, launcher } = setUp()
    await ready()
    held.holds = ({ kind }) => kind === 'write'
    const { generation } = await send()
    await until(() => launcher.last.calls.includes('generate'))
    memory.freeBytes = null
    await choose(16_384)
    await until(() => models.status.kind === 'loading' && models.status.makingRoom?.state === 'replying')
    held.holds = () => false
    expect(await endOf(generation.generationId)).toMatchObject({ status: { kind: 'complete', reason: 'finished' } })
    await become('ready')
    expect(contextSize()).toBe(16_384)
  })

  it('counts when it is decided whether there is room for both: the engine in use ends first where there is none', async () => {
    const { ready, choose, become, memory, launcher, models } = setUp()
    await ready()
    memory.freeBytes = 270e6 // 172 MB are needed with 8,192 tokens, 229 MB with 32,768, and three quarters may be used
    await choose(16_384)
    await become('ready')
    expect(launcher.launched.map(({ isGone }) => isGone)).toEqual([true, false])
    await choose(32_768)
    expect(launcher.last.isGone).toBe(false)
    await until(() => models.status.kind === 'loading' && models.status.makingRoom?.state === 'ended')
    await become('ready')
  })

  it('goes on with a reply beside it where there is room for both', async () => {
    const { ready, choose, become, send, endOf, held, launcher, contextSize } = setUp()
    await ready()
    held.holds = ({ kind }) => kind === 'write'
    const { generation } = await send()
    await until(() => launcher.last.calls.includes('generate'))
    await choose(16_384)
    await become('ready')
    expect([contextSize(), launcher.launched[0]?.isGone]).toEqual([16_384, false])
    held.holds = () => false
    expect(await endOf(generation.generationId)).toMatchObject({ status: { kind: 'complete', reason: 'finished' } })
    await until(() => launcher.launched[0]?.isGone === true)
  })
})

describe('a context that cannot be had', () => {
  it.each([
    ['beside the one in use', 16e9],
    ['in its place, where so little is free that it would have less by now', 1e6]
  ])('leaves the model with the one it had, in a sentence, and is not remembered: loaded %s', async (_, freeBytes) => {
    const { ready, choose, become, contextSize, settings, notices, memory, list, send, endOf } = setUp({ fits: 8_192 })
    await ready()
    memory.freeBytes = freeBytes
    await choose(16_384)
    await until(() => notices().length === 1)
    await become('ready')
    expect(notices()).toEqual([{ kind: 'contextKept', model: 'Starter', wanted: 16_384, kept: 8_192, because: 'memory' }])
    expect(contextSize()).toBe(8_192)
    expect(settings.values.contextSizes).toEqual({})
    expect(await list()).toMatchObject({ current: 8_192, chosen: null, isSetAside: false })
    expect(await endOf((await send()).generation.generationId)).toMatchObject({ status: { kind: 'complete' } })
  })

  it('goes back to the one that was chosen before, by exactly as many tokens', async () => {
    const { ready, choose, become, contextSize, settings, memory, notices } = setUp({
      settings: settingsWith({ starter: 4_096 }),
      fits: 8_192
    })
    await ready()
    memory.freeBytes = null
    await choose(16_384)
    await until(() => notices().length === 1)
    await become('ready')
    expect(contextSize()).toBe(4_096)
    expect(settings.values.contextSizes).toEqual({ starter: 4_096 })
  })

  it.each([
    [{ code: null, signal: 'SIGABRT' } as const, 'fault'],
    [{ code: null, signal: 'SIGKILL' } as const, 'memory']
  ])('is one that the engine dies of: %j', async (exit, because) => {
    const { ready, choose, become, contextSize, notices, held, launcher } = setUp()
    await ready()
    held.holds = ({ kind }) => kind === 'load'
    await choose(16_384)
    await until(() => launcher.last.calls.includes('load') && launcher.launched.length === 2)
    launcher.last.die(exit)
    held.holds = () => false
    await until(() => notices().length === 1)
    await become('ready')
    expect(notices()).toMatchObject([{ kind: 'contextKept', because }])
    expect([contextSize(), launcher.launched.length]).toEqual([8_192, 2])
  })

  it.each(['memory', 'fault'] as const)('is one that costs the graphics card, and it is said by what: %s', async (because) => {
    const { ready, choose, become, contextSize, notices, launcher, settings, models } = setUp()
    launcher.graphics = { offload: GPU, freeBytes: 8e9 }
    await ready()
    const card = { name: 'Radeon 9', backend: 'vulkan' } as const
    launcher.graphics = { failure: { card, because, detail: 'vk::Device: lost or full' } }
    await choose(16_384)
    await until(() => notices().length === 1)
    await become('ready')
    expect(notices()).toMatchObject([{ kind: 'contextKept', kept: 8_192, because }])
    expect([contextSize(), settings.values.contextSizes]).toEqual([8_192, {}])
    expect(models.status).toMatchObject({ offload: GPU })
    expect(launcher.last.isGone, 'the engine on the processor is gone').toBe(true)
  })

  it.each([
    ['beside the one in use', 16e9],
    ['in its place, where so little is free that it would have less by now', 1e6]
  ])('is not waited for once its load is cancelled: %s', async (_, freeBytes) => {
    const { ready, choose, become, contextSize, call, held, launcher, settings, memory, notices } = setUp()
    await ready()
    memory.freeBytes = freeBytes
    held.holds = ({ kind }) => kind === 'load'
    await choose(16_384)
    await until(() => launcher.launched.length === 2)
    await call('model.cancelLoad', {})
    held.holds = () => false
    await become('ready')
    expect([contextSize(), settings.values.contextSizes, notices()]).toEqual([8_192, {}, []])
  })

  it('is told no more once another one is in use', async () => {
    const { ready, choose, become, notices, contextSize } = setUp({ fits: 8_192 })
    await ready()
    await choose(16_384)
    await until(() => notices().length === 1)
    await choose(4_096)
    await become('ready')
    expect([contextSize(), notices()]).toEqual([4_096, []])
  })
})

describe('a start with a context that cannot be had any more', () => {
  const setAside = { kind: 'contextSetAside', model: 'Starter', wanted: 16_384, kept: 8_192 }

  it('has a model that can be used, as the memory allows, and says so; the choice stays for the next start', async () => {
    const settings = settingsWith({ starter: 16_384 })
    const { ready, contextSize, notices, list } = setUp({ settings, fits: 8_192 })
    await ready()
    expect(contextSize()).toBe(8_192)
    expect(notices()).toEqual([setAside])
    expect(settings.values.contextSizes).toEqual({ starter: 16_384 })
    expect(await list()).toMatchObject({ current: 8_192, chosen: 16_384, isSetAside: true })
  })

  it('tries it once: a model that is loaded again is loaded without it', async () => {
    const { ready, call, notices, models, launcher } = setUp({ settings: settingsWith({ starter: 16_384 }), fits: 8_192 })
    await ready()
    await call('model.load', { modelId: other.model.id })
    await until(() => models.status.kind === 'ready' && models.status.model.id === other.model.id)
    await call('model.load', { modelId })
    await until(() => models.status.kind === 'ready' && models.status.model.id === modelId)
    expect(launcher.last.specs[0]).not.toHaveProperty('isContextFixed')
    expect(notices().filter(({ kind }) => kind === 'contextSetAside')).toHaveLength(0)
  })

  it('has a model that can be used where the engine dies of it', async () => {
    const { openStore, models, become, contextSize, notices, held, launcher, clock } = setUp({
      settings: settingsWith({ starter: 16_384 })
    })
    held.holds = ({ kind }) => kind === 'load'
    await openStore()
    await models.loadAtStart()
    await until(() => launcher.launched.length === 1 && launcher.last.calls.includes('load'))
    launcher.last.die({ code: null, signal: 'SIGABRT' })
    held.holds = () => false
    await until(() => models.status.kind === 'loading' && models.status.isRecovery)
    await clock.advance(1_000)
    await become('ready')
    expect(contextSize()).toBe(8_192)
    expect(launcher.last.specs[0]).toMatchObject({ gpu: 'auto' })
    expect(notices()).toContainEqual(setAside)
  })

  it('has a model that can be used where the system ends the engine in the middle of a reply', async () => {
    const { ready, become, contextSize, notices, send, held, launcher, clock, models } = setUp({
      settings: settingsWith({ starter: 16_384 })
    })
    await ready()
    expect(contextSize()).toBe(16_384)
    held.holds = ({ kind }) => kind === 'write'
    await send()
    await until(() => launcher.last.calls.includes('generate'))
    launcher.last.die({ code: null, signal: 'SIGKILL' })
    held.holds = () => false
    await until(() => models.status.kind === 'loading')
    await clock.advance(1_000)
    await become('ready')
    expect(contextSize()).toBe(8_192)
    expect(notices()).toContainEqual(setAside)
  })

  it.each([[null], [8_192]])('says so no more once the context that the model has is chosen: %j', async (tokens) => {
    const { ready, choose, notices, list, launcher } = setUp({ settings: settingsWith({ starter: 16_384 }), fits: 8_192 })
    await ready()
    const { length } = launcher.launched
    await choose(tokens)
    expect([notices(), launcher.launched.length]).toEqual([[], length])
    expect(await list()).toMatchObject({ current: 8_192, chosen: tokens, isSetAside: false })
  })

  it('can try it again at once, and then it is no longer set aside', async () => {
    let fits = false
    const { ready, choose, become, contextSize, list, held } = setUp({ settings: settingsWith({ starter: 16_384 }) })
    held.holds = () => {
      if (fits) return false
      fits = true
      throw new EngineFailure('insufficientMemory', 'asked for by the test')
    }
    await ready()
    expect(contextSize()).toBe(8_192)
    await choose(16_384)
    await become('ready')
    expect(contextSize()).toBe(16_384)
    expect(await list()).toMatchObject({ chosen: 16_384, isSetAside: false })
  })
})

it('a choice that cannot be saved counts until Hearth is closed, and that is said', async () => {
  const { ready, choose, become, contextSize, settings, list, notices } = setUp()
  await ready()
  settings.isReadOnly = true
  await choose(16_384)
  await become('ready')
  expect(contextSize()).toBe(16_384)
  expect(await list()).toMatchObject({ chosen: 16_384 })
  expect(notices()).toEqual([{ kind: 'contextUnsaved', error: { code: 'storage.writeFailed' } }])
})

it('a choice for a model that was trained for less by now is as long as that', async () => {
  const { ready, list } = setUp({
    settings: settingsWith({ starter: 32_768 }),
    readModelShape: () => Promise.resolve({ ...shape, trainedContext: 4_000 })
  })
  await ready()
  expect(await list()).toMatchObject({ chosen: 4_000 })
})
