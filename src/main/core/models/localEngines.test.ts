import { describe, expect, it } from 'vitest'
import { toAppError } from '../errors/appErrors'
import { until } from '../testing/manualClock'
import { libraryOf, other, starter } from '../testing/setUpCore'
import { setUpModels } from '../testing/setUpModels'

const { signal } = new AbortController()

describe('an engine acquired for whatever model is in use', () => {
  it('is the one in use', async () => {
    const { ready, engines, launcher } = setUpModels()
    await ready()
    expect((await engines.acquire(null, signal))?.model).toBe(starter.model)
    expect(launcher.launched).toHaveLength(1)
  })

  it('is loaded with the model used last where none is in use', async () => {
    const { engines, settings } = setUpModels()
    settings.values.modelId = other.model.id
    expect((await engines.acquire(null, signal))?.model).toBe(other.model)
  })
})

describe('an engine acquired for one model', () => {
  it('is leased at once where it is in use, while another model is being loaded', async () => {
    const { ready, engines, held, call, models } = setUpModels()
    await ready()
    held.holds = ({ kind }) => kind === 'load'
    await call('model.load', { modelId: other.model.id })
    expect((await engines.acquire(starter.model.id, signal))?.model).toBe(starter.model)
    expect(models.status).toMatchObject({ kind: 'loading', model: other.model })
  })

  it('is loaded where another is in use, which stays until the new one is ready', async () => {
    const { ready, engines, held, launcher, models, settings } = setUpModels()
    await ready()
    const [first] = launcher.launched
    held.holds = ({ kind }) => kind === 'load'
    const acquiring = engines.acquire(other.model.id, signal)
    await until(() => launcher.launched.length === 2)
    expect(models.status).toMatchObject({ kind: 'loading', model: other.model })
    expect(engines.ready?.model).toBe(starter.model)
    expect(first?.isGone).toBe(false)
    held.holds = () => false
    expect((await acquiring)?.model).toBe(other.model)
    await until(() => first?.isGone === true)
    expect(settings.values.modelId).toBe(other.model.id)
  })

  it('is the one of a load that runs already', async () => {
    const { engines, held, launcher, models } = setUpModels()
    held.holds = ({ kind }) => kind === 'load'
    await models.load(other.model.id)
    const acquiring = engines.acquire(other.model.id, signal)
    held.holds = () => false
    expect((await acquiring)?.model).toBe(other.model)
    expect(launcher.launched).toHaveLength(1)
  })

  it('is refused where there is no such model', async () => {
    const { ready, engines, models } = setUpModels()
    await ready()
    const thrown = await engines.acquire('folder:no.gguf', signal).catch((error: unknown) => error)
    expect(toAppError(thrown)).toMatchObject({ code: 'model.notFound', params: { file: 'no.gguf' } })
    expect(models.status).toMatchObject({ kind: 'ready', model: starter.model })
  })

  it('is refused with the reason where its model cannot be loaded, and the one before stays in use', async () => {
    const error = { code: 'model.invalidFile', params: { file: 'other.gguf', fault: { kind: 'empty' } } } as const
    const { ready, engines } = setUpModels({}, { inspectFile: (path) => Promise.resolve(path === other.path ? error : null) })
    await ready()
    const thrown = await engines.acquire(other.model.id, signal).catch((error: unknown) => error)
    expect(toAppError(thrown)).toEqual(error)
    expect(engines.ready?.model).toBe(starter.model)
  })

  it('is refused where its load is cancelled, or gives way to another model', async () => {
    const { ready, engines, held, call, launcher } = setUpModels()
    await ready()
    held.holds = ({ kind }) => kind === 'load'
    for (const end of ['model.cancelLoad', 'model.load'] as const) {
      const launchedBefore = launcher.launched.length
      const acquiring = engines.acquire(other.model.id, signal).catch((error: unknown) => error)
      await until(() => launcher.launched.length > launchedBefore)
      await (end === 'model.load' ? call(end, { modelId: starter.model.id }) : call(end, {}))
      expect(toAppError(await acquiring)).toEqual({ code: 'engine.noModel' })
    }
  })

  it('is none once it is not wanted any more; the load goes on', async () => {
    const { engines, held, models, launcher } = setUpModels()
    held.holds = ({ kind }) => kind === 'load'
    const controller = new AbortController()
    const acquiring = engines.acquire(other.model.id, controller.signal)
    await until(() => launcher.launched.length === 1)
    controller.abort()
    expect(await acquiring).toBeNull()
    expect(models.status).toMatchObject({ kind: 'loading', model: other.model })
  })
})

describe('the model used last', () => {
  it('is looked up and loaded once, however many ask', async () => {
    const { engines, launcher, models } = setUpModels()
    await Promise.all([models.loadAtStart(), engines.acquire(null, signal), models.loadAtStart()])
    expect(launcher.launched).toHaveLength(1)
  })

  it('does not take the place of one that was chosen while it was looked up', async () => {
    let find = (): void => undefined
    const looked = new Promise<void>((resolve) => (find = resolve))
    const entries = libraryOf([starter, other])
    let finds = 0
    const library = {
      ...entries,
      find: async (id: string) => {
        if (++finds === 1) await looked
        return entries.find(id)
      }
    }
    const { models, call, launcher } = setUpModels({}, { library })
    const starting = models.loadAtStart()
    await call('model.load', { modelId: other.model.id })
    find()
    await starting
    await until(() => models.status.kind === 'ready')
    expect(models.status).toMatchObject({ model: other.model })
    expect(launcher.launched).toHaveLength(1)
  })
})

describe('closing', () => {
  it('wakes whoever waits for an engine', async () => {
    const { engines, held, close } = setUpModels()
    held.holds = ({ kind }) => kind === 'load'
    const acquiring = engines.acquire(null, signal)
    const refusal = acquiring.catch(toAppError)
    await close()
    expect(await refusal).toMatchObject({ code: 'engine.noModel' })
  })
})
