import { describe, expect, it } from 'vitest'
import type { LoadedInfo } from '../../../engine/engine'
import { until } from '../testing/manualClock'
import { other, starter } from '../testing/setUpCore'
import { setUpModels } from '../testing/setUpModels'

const killed = { code: null, signal: 'SIGKILL' }
const gpu: LoadedInfo['offload'] = { backend: 'vulkan', gpuLayers: 30, totalLayers: 30, deviceName: 'Radeon 9' }

describe('an engine that dies', () => {
  it('is started again after a second, after five, and then by hand', async () => {
    const { ready, launcher, models, clock, become, call } = setUpModels()
    await ready()
    for (const wait of [1_000, 5_000]) {
      const before = launcher.launched.length
      launcher.last.die(killed)
      await become('loading')
      expect(models.status).toMatchObject({ isRecovery: true })
      await clock.advance(wait - 1)
      expect(launcher.launched).toHaveLength(before)
      await clock.advance(1)
      await become('ready')
    }
    launcher.last.die(killed)
    await become('failed')
    expect(models.status).toMatchObject({ model: starter.model, error: { code: 'engine.killed' } })
    await call('model.load', { modelId: starter.model.id })
    await become('ready')
  })

  it('says once that it is back', async () => {
    const { ready, launcher, clock, become, notices } = setUpModels()
    await ready()
    launcher.last.die(killed)
    await become('loading')
    await clock.advance(1_000)
    await become('ready')
    expect(notices.notices).toMatchObject([{ tone: 'info', content: { kind: 'recovered' } }])
  })

  it('counts as the first crash again after 60 s without one, and after a reply that came to its end', async () => {
    const { ready, launcher, clock, become, send, endOf } = setUpModels()
    await ready()
    const dieAndComeBack = async () => {
      launcher.last.die(killed)
      await become('loading')
      await clock.advance(1_000)
      await become('ready')
    }
    await dieAndComeBack()
    await clock.advance(60_000)
    await dieAndComeBack()
    await endOf((await send()).generation.generationId)
    await dieAndComeBack()
  })

  it('while it loads, is started again without the GPU', async () => {
    const { models, launcher, held, clock, become } = setUpModels()
    held.holds = ({ kind }) => kind === 'load'
    await models.loadAtStart()
    await until(() => launcher.launched.length === 1)
    launcher.last.die()
    await until(() => models.status.kind === 'loading' && models.status.isRecovery)
    held.holds = () => false
    await clock.advance(1_000)
    await become('ready')
    expect(launcher.last.specs[0]?.gpu).toBe('off')
  })

  it('while it used the GPU, is started again without it, and says so', async () => {
    const { ready, launcher, clock, become, notices } = setUpModels()
    launcher.offload = gpu
    await ready()
    launcher.last.die(killed)
    await become('loading')
    await clock.advance(1_000)
    await become('ready')
    expect(launcher.last.specs[0]?.gpu).toBe('off')
    expect(notices.notices).toMatchObject([{ tone: 'warning', content: { kind: 'recoveredOnCpu', device: 'Radeon 9' } }])
  })

  it('because the processor is too old, is not started again', async () => {
    const { models, launcher, held, become, clock } = setUpModels()
    held.holds = ({ kind }) => kind === 'load'
    await models.loadAtStart()
    await until(() => launcher.launched.length === 1)
    launcher.last.die({ code: null, signal: 'SIGILL' })
    await become('failed')
    expect(models.status).toMatchObject({ error: { code: 'engine.unsupportedCpu' } })
    await clock.advance(60_000)
    expect(launcher.launched).toHaveLength(1)
  })

  it('because its program cannot be run at all, is not started again', async () => {
    const { models, launcher, held, become, clock } = setUpModels()
    held.holds = ({ kind }) => kind === 'load'
    await models.loadAtStart()
    await until(() => launcher.launched.length === 1)
    launcher.last.die({ code: null, signal: null })
    await become('failed')
    expect(models.status).toMatchObject({ error: { code: 'engine.unavailable' } })
    await clock.advance(60_000)
    expect(launcher.launched).toHaveLength(1)
  })

  it('before it lives, because the system refuses to start it, is said in the same words', async () => {
    const launch = () => {
      throw new Error('spawn ENOEXEC')
    }
    const { models, become, bugs } = setUpModels({}, { launcher: { launch } })
    await models.loadAtStart()
    await become('failed')
    expect(models.status).toMatchObject({ error: { code: 'engine.unavailable' } })
    expect(bugs).toHaveLength(1)
  })

  it('comes back in time for a message that was sent meanwhile', async () => {
    const { ready, launcher, clock, become, send, endOf } = setUpModels()
    await ready()
    launcher.last.die(killed)
    await become('loading')
    const { generation } = await send()
    expect(generation.phase).toEqual({ kind: 'waitingForModel' })
    await clock.advance(1_000)
    expect(await endOf(generation.generationId)).toMatchObject({ status: { kind: 'complete' } })
  })
})

describe('an engine that ends while another model is loaded beside it', () => {
  const setUpBoth = async (offload?: LoadedInfo['offload']) => {
    const core = setUpModels()
    if (offload) core.launcher.graphics = { offload, freeBytes: 8e9 }
    await core.ready()
    core.held.holds = ({ kind }) => kind === 'load'
    await core.call('model.load', { modelId: other.model.id })
    await until(() => core.launcher.launched.length === 2)
    return core
  }
  const dieFirst = async ({ launcher, warnings }: Awaited<ReturnType<typeof setUpBoth>>) => {
    launcher.launched[0]?.die(killed)
    await until(() => warnings.join().includes('ended unasked'))
  }

  it('comes back where that load is cancelled, and says that it had stopped', async () => {
    const core = await setUpBoth()
    await dieFirst(core)
    await core.call('model.cancelLoad', {})
    expect(core.models.status).toMatchObject({ kind: 'loading', model: starter.model, isRecovery: true })
    core.held.holds = () => false
    await core.become('ready')
    expect(core.models.status).toMatchObject({ model: starter.model })
    expect(core.notices.notices).toMatchObject([{ content: { kind: 'recovered' } }])
  })

  it('comes back without the graphics card that it had used', async () => {
    const core = await setUpBoth(gpu)
    await dieFirst(core)
    core.held.holds = () => false
    await core.call('model.cancelLoad', {})
    await core.become('ready')
    expect(core.launcher.last.specs[0]?.gpu).toBe('off')
    expect(core.notices.notices).toMatchObject([{ content: { kind: 'recoveredOnCpu', device: 'Radeon 9' } }])
  })

  it('comes back where that load fails, in words', async () => {
    const core = await setUpBoth()
    await dieFirst(core)
    core.held.holds = () => false
    core.launcher.last.die({ code: null, signal: 'SIGILL' })
    await core.become('ready')
    expect(core.models.status).toMatchObject({ model: starter.model })
    expect(core.notices.notices.map(({ content }) => content)).toMatchObject([
      { kind: 'loadFailedAfterStop', error: { code: 'engine.unsupportedCpu' }, kept: 'Starter' },
      { kind: 'recovered' }
    ])
  })

  it('comes back too where Hearth had ended it, because it did not become idle', async () => {
    const core = setUpModels()
    await core.ready()
    const lease = await core.engines.acquire(null, new AbortController().signal)
    core.held.holds = ({ kind }) => kind === 'load'
    await core.call('model.load', { modelId: other.model.id })
    await until(() => core.launcher.launched.length === 2)
    lease?.discard()
    await core.call('model.cancelLoad', {})
    core.held.holds = () => false
    await core.become('ready')
    expect(core.models.status).toMatchObject({ model: starter.model })
    expect(core.notices.notices).toMatchObject([{ content: { kind: 'reloadedAfterStop' } }])
  })

  it('is replaced by that model once it is loaded, and does not come back', async () => {
    const core = await setUpBoth()
    await dieFirst(core)
    expect(core.models.status).toMatchObject({ kind: 'loading', model: other.model, isRecovery: false })
    core.held.holds = () => false
    await core.become('ready')
    expect(core.models.status).toMatchObject({ model: other.model })
    expect(core.launcher.launched).toHaveLength(2)
    await core.call('model.load', { modelId: starter.model.id })
    await until(() => core.models.status.kind === 'loading')
    await core.call('model.cancelLoad', {})
    expect(core.models.status).toMatchObject({ kind: 'ready', model: other.model })
  })
})
