import { describe, expect, it } from 'vitest'
import type { EngineExit } from '../errors/engineLost'
import { until } from '../testing/manualClock'
import { other, starter } from '../testing/setUpCore'
import { setUpModels } from '../testing/setUpModels'

const aborted: EngineExit = { code: null, signal: 'SIGABRT' }
const killed: EngineExit = { code: null, signal: 'SIGKILL' }

/** Core in which the engine of a load can be made to die. */
function setUp() {
  const world = setUpModels()
  const { held, launcher, models, clock } = world
  /** Loads the other model; the engine dies of it each time. Returns how many engines that took. */
  const loadToDeath = async (exit: EngineExit): Promise<number> => {
    const before = launcher.launched.length
    held.holds = ({ kind }) => kind === 'load'
    await models.load(other.model.id)
    for (let count = before + 1; models.status.kind === 'loading'; count++) {
      await until(() => launcher.launched.length === count && launcher.last.calls.includes('load'))
      const { status } = models
      launcher.last.die(exit)
      await until(() => models.status !== status)
      await clock.advance(1_000)
    }
    held.holds = () => false
    return launcher.launched.length - before
  }
  return { ...world, loadToDeath }
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
