import { describe, expect, it } from 'vitest'
import type { GraphicsCard, GraphicsFailure, LoadedInfo } from '../../../engine/engine'
import type { StoredTuning } from './tuningStore'
import { setUpModels } from '../testing/setUpModels'
import { FakeSettings, other, starter, type CoreChanges } from '../testing/setUpCore'
import { until } from '../testing/manualClock'
import { tuningKey } from './tuningKey'

const killed = { code: null, signal: 'SIGSEGV' }
const card: GraphicsCard = { name: 'NVIDIA GeForce 9', backend: 'cuda' }
const offload: LoadedInfo['offload'] = { backend: 'cuda', gpuLayers: 12, totalLayers: 30, deviceName: 'NVIDIA GeForce 9' }
const fault: GraphicsFailure = { card, because: 'fault', detail: 'ErrorDeviceLost' }

/** A computer with that card; `failure`: what a load onto it ends with. */
function setUpCard(failure: GraphicsFailure | null, changes: CoreChanges = {}) {
  const core = setUpModels({}, changes)
  core.launcher.graphics = { card, offload, ...(failure && { failure }) }
  return core
}

/** Loads onto that card, and the engine dies before the model is ready. */
async function dieWhileLoading(core: ReturnType<typeof setUpCard>) {
  core.held.holds = ({ kind }) => kind === 'load'
  await core.openStore()
  await core.models.loadAtStart()
  await until(() => core.launcher.launched.length === 1)
  core.launcher.last.die(killed)
  await until(() => core.models.status.kind === 'loading' && core.models.status.isRecovery)
  core.held.holds = () => false
  await core.clock.advance(1_000)
  await core.become('ready')
}

describe('a graphics card that fails while a model is being loaded', () => {
  it.each<[string, (core: ReturnType<typeof setUpCard>) => Promise<void>, GraphicsFailure | null]>([
    ['by an error', (core) => core.ready(), fault],
    ['by the death of the engine', dieWhileLoading, null]
  ])('%s is told with its name, and written into the log', async (_, load, failure) => {
    const core = setUpCard(failure)
    await load(core)
    expect(core.notices.notices).toMatchObject([
      { tone: 'warning', content: { kind: 'graphicsFailed', device: 'NVIDIA GeForce 9', because: 'fault' } }
    ])
    expect(core.warnings.join('\n')).toContain('NVIDIA GeForce 9')
    expect(core.models.status).toMatchObject({ kind: 'ready', offload: { backend: 'cpu' }, failedCard: { name: 'NVIDIA GeForce 9' } })
  })

  it('is not used for that model at the next start, and nothing is said again', async () => {
    const settings = new FakeSettings()
    await setUpCard(fault, { settings }).ready()
    const next = setUpCard(null, { settings })
    await next.ready()
    expect(next.launcher.last.specs[0]).toMatchObject({ gpu: 'auto', avoidCard: 'NVIDIA GeForce 9' })
    expect(next.notices.notices).toEqual([])
    expect(next.models.status).toMatchObject({ offload: { backend: 'cpu' }, failedCard: { name: 'NVIDIA GeForce 9' } })
  })

  it('is used for other models', async () => {
    const core = setUpCard(fault)
    await core.ready()
    core.launcher.graphics = { card, offload }
    await core.call('model.load', { modelId: other.model.id })
    await core.become('ready')
    expect(core.launcher.last.specs[0]?.avoidCard).toBeUndefined()
    expect(core.models.status).toMatchObject({ model: other.model, offload })
  })

  it('is used again with another driver; where its version is unknown, with another engine', async () => {
    const settings = new FakeSettings()
    const specWith = async (changes: CoreChanges) => {
      const core = setUpCard(fault, { settings, ...changes })
      await core.ready()
      return core.launcher.last.specs[0]?.avoidCard
    }
    const computer = { cpuModel: 'Test', cpuCount: 2, engineVersion: '1' }
    expect(await specWith({ graphicsDriver: '570.1' })).toBeUndefined()
    expect(await specWith({ graphicsDriver: '570.1' })).toBe('NVIDIA GeForce 9')
    expect(await specWith({ graphicsDriver: '571.0' })).toBeUndefined()
    expect(await specWith({ graphicsDriver: null, computer })).toBeUndefined()
    expect(await specWith({ graphicsDriver: null, computer })).toBe('NVIDIA GeForce 9')
    expect(await specWith({ graphicsDriver: null, computer: { ...computer, engineVersion: '2' } })).toBeUndefined()
  })

  it('is tried again when the person says so, beside the model that goes on until then', async () => {
    const core = setUpCard(fault)
    await core.ready()
    const [first] = core.launcher.launched
    core.launcher.graphics = { card, offload }
    await core.call('model.retryGraphics', {})
    expect(core.engines.ready?.model).toBe(starter.model)
    await core.become('ready')
    expect(core.launcher.last.specs[0]?.avoidCard).toBeUndefined()
    expect(core.models.status).toMatchObject({ offload })
    expect(core.models.status).not.toHaveProperty('failedCard')
    await until(() => first?.isGone === true)
    expect([...core.settings.records.values()]).toMatchObject([{ failedCard: null }])
  })

  it('is tried again too after the engine died with it', async () => {
    const core = setUpCard(null)
    await dieWhileLoading(core)
    await core.call('model.retryGraphics', {})
    await core.become('ready')
    expect(core.launcher.last.specs[0]?.gpu).toBe('auto')
    expect(core.models.status).toMatchObject({ offload })
  })

  it('is not tried while another model is being loaded, or none is in use', async () => {
    const core = setUpCard(fault)
    await core.call('model.retryGraphics', {})
    expect(core.launcher.launched).toEqual([])
    await core.ready()
    core.held.holds = ({ kind }) => kind === 'load'
    await core.call('model.load', { modelId: other.model.id })
    await core.call('model.retryGraphics', {})
    expect(core.models.status).toMatchObject({ kind: 'loading', model: other.model })
  })

  it('has no name where it was still being looked for; then the model is loaded without any', async () => {
    const settings = new FakeSettings()
    const core = setUpModels({}, { settings })
    core.launcher.graphics = { card: { name: null, backend: null }, offload }
    await dieWhileLoading(core)
    expect(core.notices.notices).toMatchObject([{ content: { kind: 'graphicsFailed', device: null } }])
    const next = setUpModels({}, { settings })
    await next.ready()
    expect(next.launcher.last.specs[0]?.gpu).toBe('off')
    expect(next.models.status).toMatchObject({ failedCard: { name: null } })
  })

  it('for lack of memory is told as that, and tried again at the next start', async () => {
    const settings = new FakeSettings()
    const core = setUpCard({ ...fault, because: 'memory' }, { settings })
    await core.ready()
    expect(core.notices.notices).toMatchObject([{ content: { kind: 'graphicsFailed', because: 'memory' } }])
    expect(core.models.status).toMatchObject({ failedCard: { name: 'NVIDIA GeForce 9' } })
    const next = setUpCard(null, { settings })
    await next.ready()
    expect(next.models.status).toMatchObject({ offload })
  })

  it('is told and not used in this session where the settings cannot be written', async () => {
    const settings = new FakeSettings()
    settings.isReadOnly = true
    const core = setUpCard(fault, { settings })
    await core.ready()
    expect(core.notices.notices).toMatchObject([{ content: { kind: 'graphicsFailed' } }])
    expect(core.bugs.map(({ message }) => message)).toContain('What a load has shown could not be saved')
  })
})

describe('a measurement', () => {
  const computer = { cpuModel: 'Test', cpuCount: 2, engineVersion: '1' }
  const safe = { offloads: true, readingThreads: 2, flashAttention: true, chunks: [{ from: 0, size: 128 as const }] }
  const sample = { at: 0, size: 128, ms: 10, flashAttention: true, count: 3 } as const
  const key = tuningKey(starter, computer, true)

  /** The starter is being measured on that card, with chunks that were not used before. */
  function setUpMeasuring(failure: GraphicsFailure | null = null) {
    const settings = new FakeSettings()
    const measuring: StoredTuning = { kind: 'measuring', safe, contextSize: 8_192, samples: [sample, { ...sample, at: 2_000 }] }
    settings.write(key, measuring)
    return setUpCard(failure, { settings, computer })
  }
  const tuningOf = (core: ReturnType<typeof setUpCard>) => core.launcher.last.specs[0]?.tuning

  it('that the engine does not survive costs no graphics card: the model is loaded as before, and measured no more', async () => {
    const core = setUpMeasuring()
    core.launcher.graphics = { card, offload }
    await core.ready()
    expect(tuningOf(core)).toMatchObject({ offloads: true })
    expect(tuningOf(core)).not.toEqual(safe)
    await dieInUse(core)
    expect(tuningOf(core)).toEqual(safe)
    expect(core.launcher.last.specs[0]).toMatchObject({ gpu: 'auto', maxContextSize: 4_096, gpuLayers: 12 })
    expect(core.models.status).toMatchObject({ offload })
    expect(core.settings.values.tunings[key]).toEqual({ kind: 'chosen', tuning: safe })
    expect(core.notices.notices).toMatchObject([{ tone: 'info', content: { kind: 'recovered' } }])
  })

  it('that the engine does not survive while it loads costs none either', async () => {
    const core = setUpMeasuring()
    await dieWhileLoading(core)
    expect(tuningOf(core)).toEqual(safe)
    expect(core.models.status).toMatchObject({ offload })
    expect(core.settings.records.size).toBe(0)
  })

  it('that the card refuses costs none: the model is loaded once more at once', async () => {
    const core = setUpMeasuring(fault)
    core.held.holds = ({ kind }) => kind === 'load'
    await core.models.loadAtStart()
    await until(() => core.launcher.launched.length === 1)
    core.launcher.graphics = { card, offload }
    core.held.holds = () => false
    await core.become('ready')
    expect(core.launcher.launched.map(({ isGone }) => isGone)).toEqual([true, false])
    expect(tuningOf(core)).toEqual(safe)
    expect(core.models.status).toMatchObject({ offload })
    expect(core.notices.notices).toEqual([])
  })

  it('is not what an engine dies of that runs as it always did', async () => {
    const core = setUpMeasuring()
    core.settings.write(key, { kind: 'chosen', tuning: safe })
    await core.ready()
    await dieInUse(core)
    expect(core.launcher.last.specs[0]?.gpu).toBe('off')
    expect(core.notices.notices).toMatchObject([{ content: { kind: 'recoveredOnCpu', device: 'NVIDIA GeForce 9' } }])
  })
})

async function dieInUse({ launcher, become, clock }: ReturnType<typeof setUpCard>): Promise<void> {
  launcher.last.die(killed)
  await become('loading')
  await clock.advance(1_000)
  await become('ready')
}
