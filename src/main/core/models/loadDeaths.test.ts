import { describe, expect, it } from 'vitest'
import type { EngineExit } from '../errors/engineLost'
import { until } from '../testing/manualClock'
import { FakeSettings, other, starter } from '../testing/setUpCore'
import { setUpModels } from '../testing/setUpModels'
import { tuningKey } from './tuningKey'
import type { StoredTuning } from './tuningStore'

const aborted: EngineExit = { code: null, signal: 'SIGABRT' }
const killed: EngineExit = { code: null, signal: 'SIGKILL' }
const card = { name: 'NVIDIA GeForce 9', backend: 'cuda' } as const
const offload = { backend: 'cuda', gpuLayers: 12, totalLayers: 30, deviceName: 'NVIDIA GeForce 9' } as const
const computer = { cpuModel: 'Test', cpuCount: 2, engineVersion: '1' }

/** Core in which the engine of a load can be made to die. */
function setUp(settings = new FakeSettings()) {
  const world = setUpModels({}, { settings, computer })
  const { held, launcher, models, clock } = world
  /** Loads the other model; the engine dies of it each time, or as often as there are exits. Returns how many engines died. */
  const loadToDeath = async (exit: EngineExit | readonly EngineExit[]): Promise<number> => {
    const exitOf = (death: number): EngineExit | undefined => ('length' in exit ? exit[death] : exit)
    const before = launcher.launched.length
    held.holds = ({ kind }) => kind === 'load'
    await models.load(other.model.id)
    let deaths = 0
    for (let next = exitOf(0); next && models.status.kind === 'loading'; next = exitOf(deaths)) {
      await until(() => launcher.launched.length === before + deaths + 1 && launcher.last.calls.includes('load'))
      const { status } = models
      launcher.last.die(next)
      await until(() => models.status !== status)
      deaths += 1
      held.holds = ({ kind }) => kind === 'load' && exitOf(deaths) !== undefined
      await clock.advance(1_000)
    }
    held.holds = () => false
    return deaths
  }
  return { ...world, loadToDeath }
}

/** As `setUp`, with a graphics card, on which a tuning of the other model is tried out. */
function setUpTrial(settings = new FakeSettings()) {
  const safe = { offloads: true, readingThreads: 2, flashAttention: true, chunks: [{ from: 0, size: 128 as const }] }
  const sample = { at: 0, size: 128, ms: 10, flashAttention: true, count: 3 } as const
  const measuring: StoredTuning = { kind: 'measuring', safe, contextSize: 8_192, samples: [sample, { ...sample, at: 2_000 }] }
  settings.write(tuningKey(other, computer, true), measuring)
  return { ...setUpCard(settings), safe }
}

function setUpCard(settings = new FakeSettings()) {
  const world = setUp(settings)
  world.launcher.graphics = { card, offload }
  return world
}

describe('a model whose engine dies while it is loaded', () => {
  it('cannot be loaded, which is said after the second death and a second of waiting', async () => {
    const { models, loadToDeath, clock } = setUp()
    expect(await loadToDeath(aborted)).toBe(2)
    expect(models.status).toEqual({
      kind: 'failed',
      model: other.model,
      error: { code: 'model.invalidFile', params: { file: 'other.gguf', fault: { kind: 'endsEngine' } } }
    })
    expect(clock.monotonic()).toBeLessThanOrEqual(2_000)
  })

  it('is marked in the list until it can be loaded', async () => {
    const { models, call, loadToDeath, become, events } = setUp()
    const faults = () => models.listed.models.map(({ fault }) => fault)
    await call('model.list', {})
    await until(() => models.listed.listing.status === 'listed')
    await loadToDeath(aborted)
    expect(faults()).toEqual([undefined, 'endsEngine'])
    expect(events.payloads('model.listed').at(-1)?.models).toEqual(models.listed.models)
    await call('model.list', {})
    await until(() => models.listed.listing.status === 'listed')
    expect(faults()).toEqual([undefined, 'endsEngine'])
    await models.load(other.model.id)
    await become('ready')
    expect(faults()).toEqual([undefined, undefined])
  })

  it('twice by the system, lacks memory, for which its file is not marked', async () => {
    const { models, call, loadToDeath } = setUp()
    await call('model.list', {})
    await until(() => models.listed.listing.status === 'listed')
    await loadToDeath(killed)
    expect(models.listed.models).toEqual([starter.model, other.model])
  })

  it('twice by the system, lacks memory, which is said', async () => {
    const { models, loadToDeath } = setUp()
    await loadToDeath(killed)
    expect(models.status).toMatchObject({ error: { code: 'model.insufficientMemory', params: { file: 'other.gguf' } } })
  })

  it('leaves the model before in use, and the reason is a notice', async () => {
    const { ready, models, loadToDeath, notices } = setUp()
    await ready()
    await loadToDeath(aborted)
    expect(models.status).toMatchObject({ kind: 'ready', model: starter.model })
    expect(notices.notices).toMatchObject([{ content: { kind: 'loadFailed', error: { code: 'model.invalidFile' } } }])
  })

  it('is given one try each time that the person asks again, and two once it could be loaded', async () => {
    const { models, loadToDeath, become } = setUp()
    expect(await loadToDeath(aborted)).toBe(2)
    expect(await loadToDeath(aborted)).toBe(1)
    await models.load(other.model.id)
    await become('ready')
    await models.load(starter.model.id)
    await become('ready')
    expect(await loadToDeath(aborted)).toBe(2)
  })

  it('counts apart from one that dies later', async () => {
    const { ready, models, launcher, clock, become, held } = setUp()
    await ready()
    for (const wait of [1_000, 5_000]) {
      launcher.last.die(aborted)
      await become('loading')
      await clock.advance(wait)
      await become('ready')
    }
    held.holds = ({ kind }) => kind === 'load'
    await models.load(other.model.id)
    await until(() => launcher.launched.length === 4 && launcher.last.calls.includes('load'))
    launcher.last.die(aborted)
    await until(() => models.status.kind === 'loading' && models.status.isRecovery)
    held.holds = () => false
    await clock.advance(1_000)
    await become('ready')
    expect(models.status).toMatchObject({ model: other.model })
  })
})

describe('with a graphics card, an engine that dies while it loads', () => {
  const specs = ({ launcher }: ReturnType<typeof setUp>) => launcher.launched.map((each) => each.specs[0])

  it('ends what was tried out first, then leaves the card, and the file is not blamed', async () => {
    const world = setUpTrial()
    expect(await world.loadToDeath([aborted, aborted])).toBe(2)
    await world.become('ready')
    expect(specs(world)).toMatchObject([{ gpu: 'auto' }, { gpu: 'auto', tuning: world.safe }, { gpu: 'off' }])
    expect(specs(world)[0]?.tuning).not.toEqual(world.safe)
    expect(world.models.status).toMatchObject({ model: other.model, failedCard: { name: card.name } })
    expect(world.notices.notices).toMatchObject([{ content: { kind: 'graphicsFailed', device: card.name, because: 'fault' } }])
  })

  it('ends what was tried out also where the settings cannot be written', async () => {
    const settings = new FakeSettings()
    const world = setUpTrial(settings)
    settings.isReadOnly = true
    await world.loadToDeath([aborted])
    await world.become('ready')
    expect(specs(world)[1]).toMatchObject({ gpu: 'auto', tuning: world.safe })
  })

  it('is due to the file where it dies twice on the processor too, and then no card is blamed', async () => {
    const world = setUpTrial()
    expect(await world.loadToDeath(aborted)).toBe(4)
    expect(world.models.status).toMatchObject({ error: { code: 'model.invalidFile', params: { fault: { kind: 'endsEngine' } } } })
    expect(specs(world).map((spec) => spec?.gpu)).toEqual(['auto', 'auto', 'off', 'off'])
    expect(world.settings.records.size).toBe(0)
    expect(world.notices.notices).toEqual([])
  })

  it('is due to the card where it dies once more on the processor, for which no file is blamed', async () => {
    const world = setUpCard()
    await world.loadToDeath([aborted, killed])
    await world.become('ready')
    expect([...world.settings.records.values()]).toMatchObject([{ failedCard: { name: card.name } }])
  })

  it('killed by the system, costs no card: the model is loaded onto it once more', async () => {
    const world = setUpCard()
    await world.loadToDeath([killed])
    await world.become('ready')
    expect(specs(world).map((spec) => spec?.gpu)).toEqual(['auto', 'auto'])
    expect(world.models.status).toMatchObject({ offload })
    expect(world.settings.records.size).toBe(0)
    expect(world.notices.notices).toMatchObject([{ content: { kind: 'recovered' } }])
  })

  it('killed by the system twice, lacks memory, which is said', async () => {
    const world = setUpCard()
    expect(await world.loadToDeath(killed)).toBe(2)
    expect(world.models.status).toMatchObject({ error: { code: 'model.insufficientMemory' } })
    expect(world.settings.records.size).toBe(0)
  })

  it('killed by the system and then by the card, leaves the card', async () => {
    const world = setUpCard()
    await world.loadToDeath([killed, aborted])
    await world.become('ready')
    expect(specs(world).map((spec) => spec?.gpu)).toEqual(['auto', 'auto', 'off'])
    expect(world.models.status).toMatchObject({ failedCard: { name: card.name } })
  })
})
