import { describe, expect, it } from 'vitest'
import type { AppError } from '../../../shared/contract/appError'
import { toAppError } from '../errors/appErrors'
import { othersFirst, until } from '../testing/manualClock'
import { other, smallShape, starter, type CoreChanges } from '../testing/setUpCore'
import { setUpModels } from '../testing/setUpModels'

const { signal } = new AbortController()
const GPU = { backend: 'vulkan', gpuLayers: 30, totalLayers: 30, deviceName: 'Radeon 9' } as const

/** A computer that has not enough memory for two models; `freeBytes` may change while it runs. */
function setUpSmall(changes: CoreChanges = {}) {
  const memory = { freeBytes: 600e6 as number | null }
  const core = setUpModels({ contextSize: 8_192 }, { readFreeMemory: () => Promise.resolve(memory.freeBytes), ...changes })
  return { ...core, memory }
}

describe('a model that may not fit into the memory beside the one in use', () => {
  it('has its header read once for a load, whether it fits or not', async () => {
    const reads: string[] = []
    const { ready, call, become } = setUpSmall({ readModelShape: (path) => (reads.push(path), Promise.resolve(smallShape)) })
    await ready()
    reads.length = 0
    await call('model.load', { modelId: other.model.id })
    await become('ready')
    expect(reads).toEqual([other.path])
  })

  it('is loaded once that one is gone, and the window is told which and why', async () => {
    const { ready, call, launcher, become, engines, held, models } = setUpSmall({
      readModelShape: () => Promise.resolve({ ...smallShape, vocabulary: 1e6 })
    })
    await ready()
    const [first] = launcher.launched
    held.holds = ({ kind }) => kind === 'load'
    await call('model.load', { modelId: other.model.id })
    await until(() => launcher.launched.length === 2)
    expect(first?.isGone).toBe(true)
    expect(engines.ready).toBeNull()
    expect(models.status).toMatchObject({ kind: 'loading', model: other.model, makingRoom: { model: 'Starter', state: 'ended' } })
    held.holds = () => false
    await become('ready')
    expect(engines.ready?.model).toBe(other.model)
  })

  it.each<[string, CoreChanges]>([
    ['its header does not say what it takes', { readModelShape: () => Promise.resolve(null), readFreeMemory: () => Promise.resolve(64e9) }],
    ['the system does not say what is free', { readFreeMemory: () => Promise.resolve(null) }]
  ])('is one of which %s', async (_, changes) => {
    const { ready, call, launcher } = setUpSmall(changes)
    await ready()
    await call('model.load', { modelId: other.model.id })
    await until(() => launcher.launched.length === 2)
    expect(launcher.launched[0]?.isGone).toBe(true)
  })

  it('has the context that fits into what is free once that one is gone', async () => {
    const shape = { ...smallShape, keyValueHeads: 1_000 } // 256 kB a token
    const { ready, call, launcher, become, memory } = setUpSmall({ readModelShape: () => Promise.resolve(shape) })
    await ready()
    const [first] = launcher.launched
    void first?.exited.then(() => (memory.freeBytes = 2e9)) // its memory is free then
    await call('model.load', { modelId: other.model.id })
    await until(() => launcher.launched.length === 2)
    await become('ready')
    expect(launcher.last.specs[0]).toMatchObject({ maxContextSize: 8_192, maxContextSizeInRam: 5_120 })
    expect(first?.specs[0]?.maxContextSizeInRam, 'what was free when the first one was loaded').toBe(2_048)
  })

  it('keeps its context at the next load, by what it really took', async () => {
    const { ready, call, launcher, become, memory, send, endOf } = setUpSmall({
      readModelShape: () => Promise.resolve({ ...smallShape, vocabulary: 600_000, keyValueHeads: 100 }) // 26 kB a token
    })
    memory.freeBytes = 2e9
    await ready()
    expect(launcher.last.specs[0]?.maxContextSizeInRam).toBe(4_096)
    await endOf((await send()).generation.generationId)
    memory.freeBytes = null
    await call('model.load', { modelId: other.model.id })
    await until(() => launcher.launched.length === 2)
    await become('ready')
    memory.freeBytes = 2e9
    await call('model.load', { modelId: starter.model.id })
    await until(() => launcher.launched.length === 3)
    await become('ready')
    expect(launcher.last.specs[0]).not.toHaveProperty('maxContextSizeInRam')
  })

  it('fits where both provably do, by what loading it really took', async () => {
    const { ready, call, launcher, become, memory, send, endOf } = setUpSmall({
      readModelShape: () => Promise.resolve({ ...smallShape, vocabulary: 200_000 })
    })
    await ready()
    memory.freeBytes = 700e6 // it takes 620 MB by its header, and 100 MB in truth
    await call('model.load', { modelId: other.model.id })
    await until(() => launcher.launched.length === 2)
    await become('ready')
    expect(launcher.launched[0]?.isGone).toBe(true)
    await endOf((await send()).generation.generationId)
    await until(() => launcher.launched.length === 2)
    await call('model.load', { modelId: starter.model.id })
    await become('ready')
    await endOf((await send()).generation.generationId)
    const third = launcher.last
    await call('model.load', { modelId: other.model.id })
    await until(() => launcher.launched.length === 4)
    expect(third.isGone).toBe(false)
  })
})

describe('the reply that is being written', () => {
  const setUpReplying = async (changes: CoreChanges = {}) => {
    const core = setUpSmall({ readFreeMemory: () => Promise.resolve(null), ...changes })
    await core.ready()
    core.held.holds = ({ kind }) => kind === 'write'
    const { generation } = await core.send()
    await until(() => core.launcher.last.calls.includes('generate'))
    await core.call('model.load', { modelId: other.model.id })
    await until(() => core.models.status.kind === 'loading' && core.models.status.makingRoom !== undefined)
    return { ...core, generation }
  }

  it('comes to its end before its model makes room, and the window is told what is waited for', async () => {
    const { models, launcher, held, endOf, generation, become, engines } = await setUpReplying()
    expect(models.status).toMatchObject({ kind: 'loading', model: other.model, makingRoom: { model: 'Starter', state: 'replying' } })
    expect(launcher.launched.map(({ isGone }) => isGone)).toEqual([false])
    held.holds = () => false
    expect(await endOf(generation.generationId)).toMatchObject({ status: { kind: 'complete' }, parts: [{ modelName: 'Starter' }] })
    await become('ready')
    expect(engines.ready?.model).toBe(other.model)
    expect(launcher.launched.map(({ isGone }) => isGone)).toEqual([true, false])
  })

  it('is the last one of that model: a message that waits is answered by the new one', async () => {
    const { held, send, endOf, generation, launcher } = await setUpReplying()
    const next = await send()
    held.holds = () => false
    expect(await endOf(generation.generationId)).toMatchObject({ parts: [{ modelName: 'Starter' }] })
    expect(await endOf(next.generation.generationId)).toMatchObject({ status: { kind: 'complete' }, parts: [{ modelName: 'Other' }] })
    expect(launcher.launched).toHaveLength(2)
  })

  it('goes on, with its model, where the load is cancelled meanwhile', async () => {
    const { held, call, models, endOf, generation, launcher } = await setUpReplying()
    await call('model.cancelLoad', {})
    expect(models.status).toMatchObject({ kind: 'ready', model: starter.model })
    held.holds = () => false
    expect(await endOf(generation.generationId)).toMatchObject({ status: { kind: 'complete' }, parts: [{ modelName: 'Starter' }] })
    await othersFirst()
    expect(launcher.launched.map(({ isGone }) => isGone)).toEqual([false])
  })

  it('is not touched by a bad file: its model does not even make room', async () => {
    const error: AppError = { code: 'model.invalidFile', params: { file: 'other.gguf', fault: { kind: 'empty' } } }
    const core = setUpSmall({
      inspectFile: (path) => Promise.resolve(path === other.path ? error : null),
      readFreeMemory: () => Promise.resolve(null)
    })
    await core.ready()
    await core.call('model.load', { modelId: other.model.id })
    await core.become('ready')
    expect(core.launcher.launched.map(({ isGone }) => isGone)).toEqual([false])
    expect(core.notices.notices).toMatchObject([{ content: { kind: 'loadFailed', error, kept: 'Starter' } }])
  })

  it('does not keep the new model waiting for ever: once its engine dies there is room', async () => {
    const { launcher, become, engines, held } = await setUpReplying()
    launcher.launched[0]?.die()
    held.holds = () => false
    await become('ready')
    expect(engines.ready?.model).toBe(other.model)
  })
})

describe('a model that made room', () => {
  const setUpRoom = async () => {
    const core = setUpSmall({ readFreeMemory: () => Promise.resolve(null) })
    await core.ready()
    core.held.holds = ({ kind }) => kind === 'load'
    await core.call('model.load', { modelId: other.model.id })
    await until(() => core.launcher.launched.length === 2)
    return core
  }

  it('comes back where the new one cannot be loaded, in words', async () => {
    const { launcher, held, become, models, notices, clock, warnings } = await setUpRoom()
    const [before, told] = [launcher.launched.length, warnings.length]
    launcher.last.die()
    await until(() => warnings.length > told)
    await clock.advance(1_000)
    await until(() => launcher.launched.length > before)
    held.holds = () => false
    launcher.last.die()
    await become('ready')
    expect(models.status).toMatchObject({ model: starter.model })
    expect(notices.notices).toMatchObject([
      { tone: 'error', content: { kind: 'loadFailedAfterRoom', error: { code: 'model.invalidFile' }, kept: 'Starter' } }
    ])
  })

  it('comes back where the load is cancelled; a second cancel ends that too', async () => {
    const { call, launcher, held, become, models } = await setUpRoom()
    await call('model.cancelLoad', {})
    expect(launcher.launched[1]?.isGone).toBe(true)
    expect(models.status).toMatchObject({ kind: 'loading', model: starter.model, isRecovery: false })
    await call('model.cancelLoad', {})
    expect(models.status).toEqual({ kind: 'none' })
    await call('model.load', { modelId: starter.model.id })
    held.holds = () => false
    await become('ready')
  })

  it('comes back where the one chosen after it cannot be loaded either', async () => {
    const { call, launcher, held, become, models } = await setUpRoom()
    await call('model.load', { modelId: starter.model.id }) // chosen again, by itself
    await until(() => launcher.launched.length === 3)
    held.holds = () => false
    await become('ready')
    expect(models.status).toMatchObject({ model: starter.model })
    expect(launcher.launched.map(({ isGone }) => isGone)).toEqual([true, true, false])
  })

  it('answers the messages that wait, when it is back', async () => {
    const { call, send, endOf, held, launcher } = await setUpRoom()
    const { generation } = await send()
    await call('model.cancelLoad', {})
    await until(() => launcher.launched.length === 3)
    held.holds = () => false
    expect(await endOf(generation.generationId)).toMatchObject({ status: { kind: 'complete' }, parts: [{ modelName: 'Starter' }] })
  })

  it('is not what a message for the new model alone gets', async () => {
    const { call, engines, held } = await setUpRoom()
    const acquiring = engines.acquire(other.model.id, signal).catch(toAppError)
    await call('model.cancelLoad', {})
    expect(await acquiring).toEqual({ code: 'engine.noModel' })
    held.holds = () => false
  })
})

describe('with a graphics card', () => {
  const setUpCard = async (graphicsFreeBytes: number | undefined) => {
    const core = setUpSmall({ readFreeMemory: () => Promise.resolve(16e9) })
    core.launcher.graphics = { offload: GPU, ...(graphicsFreeBytes !== undefined && { freeBytes: graphicsFreeBytes }) }
    await core.ready()
    await core.call('model.load', { modelId: other.model.id })
    await until(() => core.launcher.launched.length === 2)
    return core.launcher.launched[0]?.isGone
  }

  it('both are on it where it has room for the whole of the new one; otherwise the old one leaves it first', async () => {
    expect(await setUpCard(8e9)).toBe(false)
    expect(await setUpCard(10e6)).toBe(true)
    expect(await setUpCard(undefined)).toBe(true)
  })

  it('an engine that does not say what is free on it is given a second', async () => {
    const core = setUpSmall({ readFreeMemory: () => Promise.resolve(16e9) })
    core.launcher.graphics = { offload: GPU, freeBytes: 8e9 }
    await core.ready()
    let isAsked = false
    core.launcher.last.measureMemory = () => {
      isAsked = true
      return new Promise(() => undefined)
    }
    await core.call('model.load', { modelId: other.model.id })
    await until(() => isAsked)
    await core.clock.advance(999)
    expect(core.launcher.launched).toHaveLength(1)
    await core.clock.advance(1)
    await until(() => core.launcher.launched.length === 2)
    expect(core.launcher.launched[0]?.isGone).toBe(true)
  })
})

describe('an engine that does not end when it is killed', () => {
  it('is given five seconds by the one that replaces it', async () => {
    const { ready, launcher, engines, clock, become, warnings } = setUpModels()
    launcher.isStuck = true
    await ready()
    launcher.isStuck = false
    const lease = await engines.acquire(null, signal)
    lease?.discard()
    await othersFirst() // the file is looked at first
    await clock.advance(4_999)
    expect(launcher.launched).toHaveLength(1)
    await clock.advance(1)
    await become('ready')
    expect(launcher.launched).toHaveLength(2)
    expect(warnings.join()).toContain('An engine did not end within 5 s')
  })

  it('is not waited for any longer where another model takes its place', async () => {
    const { ready, launcher, call, clock, become, models } = setUpModels({}, { readFreeMemory: () => Promise.resolve(null) })
    launcher.isStuck = true
    await ready()
    launcher.isStuck = false
    await call('model.load', { modelId: other.model.id })
    await until(() => models.status.kind === 'loading' && models.status.makingRoom?.state === 'ended')
    await othersFirst()
    await clock.advance(5_000)
    await become('ready')
    expect(models.status).toMatchObject({ model: other.model })
    expect(launcher.launched.map(({ isGone }) => isGone)).toEqual([false, false])
  })

  it('is not waited for once it is gone', async () => {
    const { ready, launcher, engines, become, notices } = setUpModels()
    await ready()
    const [first] = launcher.launched
    ;(await engines.acquire(null, signal))?.discard()
    await become('ready')
    expect(first?.isGone).toBe(true)
    expect(launcher.launched).toHaveLength(2)
    expect(notices.notices).toMatchObject([{ content: { kind: 'reloadedAfterStop' } }])
  })
})
