import { describe, expect, it } from 'vitest'
import type { GraphicsFailure } from '../../../engine/engine'
import type { EngineExit } from '../errors/engineLost'
import { until } from '../testing/manualClock'
import { setUpContexts, settingsWith } from '../testing/setUpContexts'
import { other, starter } from '../testing/setUpCore'
import { tuningKey } from './tuningKey'
import type { StoredTuning } from './tuningStore'

const GPU = { backend: 'vulkan', gpuLayers: 30, totalLayers: 30, deviceName: 'Radeon 9' } as const
const card = { name: 'Radeon 9', backend: 'vulkan' } as const
const memory: GraphicsFailure = { card, because: 'memory', detail: 'ErrorOutOfDeviceMemory' }
const aborted: EngineExit = { code: null, signal: 'SIGABRT' }
const killed: EngineExit = { code: null, signal: 'SIGKILL' }
const computer = { cpuModel: 'Test', cpuCount: 2, engineVersion: '1' }

describe('a tuning that is being tried out', () => {
  const safe = { offloads: true, readingThreads: 2, flashAttention: true, chunks: [{ from: 0, size: 128 as const }] }
  const sample = { at: 0, size: 128, ms: 10, flashAttention: true, count: 3 } as const
  const measuring: StoredTuning = { kind: 'measuring', safe, contextSize: 8_192, samples: [sample, { ...sample, at: 2_000 }] }
  const key = tuningKey(starter, computer, true)

  it('is not tried out in a load for another context, which would be blamed for it', async () => {
    const core = setUpContexts({ computer })
    core.launcher.graphics = { offload: GPU, freeBytes: 8e9 }
    await core.ready()
    core.settings.write(key, measuring) // as after the first reply
    for (const tokens of [16_384, 4_096, null]) {
      await core.choose(tokens)
      await core.become('ready')
      expect(core.contextSize()).toBe(tokens ?? 8_192)
      expect(core.launcher.last.specs[0]?.tuning).toBeNull() // as the engine before it
    }
    expect(core.settings.values.tunings[key], 'the next start tries it out').toEqual(measuring)
  })

  it('that the engine in use has goes on in such a load, and is still what an engine dies of that has it', async () => {
    const core = setUpContexts({ computer })
    core.settings.write(key, measuring)
    core.launcher.graphics = { offload: GPU, freeBytes: 8e9 }
    await core.ready()
    await core.choose(16_384)
    await core.become('ready')
    const [before, after] = core.launcher.launched.map(({ specs }) => specs[0]?.tuning)
    expect(after).toEqual(before)
    expect(after).not.toEqual(safe)
    core.launcher.last.die()
    await core.become('loading')
    await core.clock.advance(1_000)
    await core.become('ready')
    expect(core.launcher.last.specs[0]).toMatchObject({ gpu: 'auto', tuning: safe, maxContextSize: 16_384 })
  })

  it('is left out where the card refuses the model in such a load though it was on the processor', async () => {
    const core = setUpContexts({ computer })
    core.settings.write(key, measuring)
    await core.ready() // with a card that had no layer of it
    core.launcher.graphics = { failure: memory }
    core.held.holds = ({ kind }) => kind === 'load'
    await core.choose(4_096)
    await until(() => core.launcher.launched.length === 2)
    core.launcher.graphics = { offload: GPU }
    core.held.holds = () => false
    await core.become('ready')
    expect([core.contextSize(), core.notices()]).toEqual([4_096, []])
    expect(core.models.status).toMatchObject({ offload: GPU })
    expect(core.launcher.last.specs[0]?.tuning).not.toEqual(core.launcher.launched[1]?.specs[0]?.tuning)
  })
})

describe('a short context that was chosen', () => {
  it.each([
    ['of 2,048 tokens', 2_048],
    ['of 4,096 tokens', 4_096],
    ['shorter than any that can be chosen', 512]
  ])('and does not fit as it is is loaded as the memory allows: %s', async (_, tokens) => {
    const core = setUpContexts({ settings: settingsWith({ starter: tokens }), fits: 256 })
    await core.ready()
    expect(core.launcher.last.specs[0]).toMatchObject({ maxContextSize: tokens })
    expect(core.launcher.last.specs[0]).not.toHaveProperty('isContextFixed')
    expect(core.settings.values.contextSizes).toEqual({ starter: tokens })
  })

  it('is told with the tokens that the model has in its place', async () => {
    const core = setUpContexts({ settings: settingsWith({ starter: 4_096 }), fits: 256 })
    core.memory.freeBytes = 1e6 // room for the least alone
    await core.ready()
    expect(core.contextSize()).toBe(2_048)
    expect(core.notices()).toEqual([{ kind: 'contextSetAside', model: 'Starter', wanted: 4_096, kept: 2_048 }])
    expect(await core.list()).toMatchObject({ current: 2_048, chosen: 4_096, isSetAside: true })
  })

  it('is said to be set aside only where the model has another one', async () => {
    const core = setUpContexts({ settings: settingsWith({ starter: 4_096 }), fits: 256 })
    await core.ready()
    expect([core.contextSize(), core.notices()]).toEqual([4_096, []])
    expect(await core.list()).toMatchObject({ current: 4_096, chosen: 4_096, isSetAside: false })
  })

  it('is no longer one where the system ended the engine for lack of memory', async () => {
    const core = setUpContexts({ settings: settingsWith({ starter: 4_096 }) })
    await core.ready()
    await dieInUse(core, killed)
    expect(core.contextSize()).toBe(4_096)
    expect(core.launcher.last.specs[0]).not.toHaveProperty('isContextFixed')
  })

  it('that was set aside is as the memory allows once Automatic is chosen', async () => {
    const core = setUpContexts({ settings: settingsWith({ starter: 4_096 }), fits: 256 })
    await core.ready()
    await core.choose(null)
    await core.become('ready')
    expect([core.contextSize(), core.settings.values.contextSizes]).toEqual([8_192, {}])
  })
})

async function dieInUse({ launcher, become, clock }: ReturnType<typeof setUpContexts>, exit: EngineExit): Promise<void> {
  launcher.last.die(exit)
  await become('loading')
  await clock.advance(1_000)
  await become('ready')
}

describe('an engine that the system ends while a longer context is loaded beside it', () => {
  it.each([
    ['on the processor, with a context that was chosen', { starter: 16_384 }, {}, 0],
    ['on a graphics card', {}, { offload: GPU, freeBytes: 8e9 }, 30]
  ])('is not to blame: %s', async (_, contextSizes, graphics, gpuLayers) => {
    const core = setUpContexts({ settings: settingsWith(contextSizes) })
    core.launcher.graphics = graphics
    await core.ready()
    const before = core.contextSize()
    core.held.holds = ({ kind }) => kind === 'load'
    await core.choose(32_768)
    await until(() => core.launcher.launched.length === 2)
    core.launcher.launched[0]?.die(killed)
    core.launcher.last.die(killed)
    core.held.holds = () => false
    await until(() => core.notices().length > 0)
    await core.become('ready')
    expect(core.notices()).toMatchObject([{ kind: 'contextKept', kept: before }, { kind: 'recovered' }])
    expect([core.contextSize(), core.launcher.last.specs[0]?.gpu]).toEqual([before, 'auto'])
    expect(core.launcher.last.specs[0]?.gpuLayers ?? 0).toBe(gpuLayers)
    expect((await core.list()).isSetAside).toBe(false)
    await core.call('model.load', { modelId: other.model.id })
    await until(() => core.models.status.kind === 'ready' && core.models.status.model.id === other.model.id)
    await core.call('model.load', { modelId: starter.model.id })
    await until(() => core.models.status.kind === 'ready' && core.models.status.model.id === starter.model.id)
    expect(core.contextSize()).toBe(before)
    expect(core.launcher.last.specs[0]).toMatchObject({ gpu: 'auto' })
  })
})

describe('a context that was chosen and costs the graphics card', () => {
  it('is set aside at a start where the card has no room for it, so that the model is on the card', async () => {
    const core = setUpContexts({ settings: settingsWith({ starter: 32_768 }) })
    core.launcher.graphics = { failure: memory }
    core.held.holds = ({ kind }) => kind === 'load'
    await core.models.loadAtStart()
    await until(() => core.launcher.launched.length === 1)
    core.launcher.graphics = { offload: GPU }
    core.held.holds = () => false
    await core.become('ready')
    expect(core.launcher.launched.map(({ isGone }) => isGone)).toEqual([true, false])
    expect(core.models.status).toMatchObject({ offload: GPU, contextSize: 8_192 })
    expect(core.notices()).toEqual([{ kind: 'contextSetAside', model: 'Starter', wanted: 32_768, kept: 8_192 }])
  })

  it('is tried once: where the card has no room for the model at all, the model is on the processor, and that is said', async () => {
    const core = setUpContexts({ settings: settingsWith({ starter: 32_768 }) })
    core.launcher.graphics = { failure: memory }
    await core.ready()
    expect(core.launcher.launched).toHaveLength(2)
    expect(core.models.status).toMatchObject({ offload: { backend: 'cpu' }, contextSize: 8_192 })
    expect(core.notices().map(({ kind }) => kind)).toEqual(['graphicsFailed', 'contextSetAside'])
  })

  it('is not to blame where the card has a fault', async () => {
    const core = setUpContexts({ settings: settingsWith({ starter: 32_768 }) })
    core.launcher.graphics = { failure: { ...memory, because: 'fault' } }
    await core.ready()
    expect([core.launcher.launched.length, core.contextSize()]).toEqual([1, 32_768])
    expect(core.notices().map(({ kind }) => kind)).toEqual(['graphicsFailed'])
  })

  it('is suspected before the card where the engine dies in use with it, and the card next', async () => {
    const core = setUpContexts({ settings: settingsWith({ starter: 16_384 }) })
    core.launcher.graphics = { offload: GPU }
    await core.ready()
    await dieInUse(core, aborted)
    expect(core.contextSize()).toBe(8_192)
    expect(core.launcher.last.specs[0]?.gpu).toBe('auto')
    core.launcher.last.die(aborted)
    await core.become('loading')
    await core.clock.advance(5_000)
    await core.become('ready')
    expect(core.launcher.last.specs[0]?.gpu).toBe('off')
  })

  it('is not suspected where it is no longer than usual', async () => {
    const core = setUpContexts({ settings: settingsWith({ starter: 8_192 }) })
    core.launcher.graphics = { offload: GPU }
    await core.ready()
    await dieInUse(core, aborted)
    expect(core.launcher.last.specs[0]).toMatchObject({ gpu: 'off', isContextFixed: true })
  })
})
