import { describe, expect, it } from 'vitest'
import { othersFirst, until } from '../testing/manualClock'
import { FakeSettings, libraryOf, other, starter } from '../testing/setUpCore'
import { setUpModels } from '../testing/setUpModels'

describe('loading', () => {
  it('begins with the starter, tells each whole percent once, and remembers the model', async () => {
    const { ready, events, settings, launcher } = setUpModels({ loadSteps: 1_000 })
    await ready()
    const percents = events.modelStatuses.flatMap((status) => (status.kind === 'loading' ? [status.progress * 100] : []))
    expect(percents.map(Math.round)).toEqual(Array.from({ length: 101 }, (_, percent) => percent))
    expect(events.modelStatuses.at(-1)).toMatchObject({ kind: 'ready', model: starter.model, contextSize: 4096 })
    expect(settings.values.modelId).toBe('starter')
    expect(launcher.last.specs).toEqual([{ path: starter.path, gpu: 'auto', maxContextSize: 8192, tuning: null }])
  })

  it('begins with the model used last', async () => {
    const settings = new FakeSettings()
    settings.values.modelId = other.model.id
    const { ready, launcher } = setUpModels({}, { settings })
    await ready()
    expect(launcher.last.specs[0]?.path).toBe(other.path)
  })

  it('takes the starter, and says so, where the model used last has gone', async () => {
    const settings = new FakeSettings()
    settings.values.modelId = 'folder:gone.gguf'
    const { ready, launcher, notices } = setUpModels({}, { settings })
    await ready()
    expect(launcher.last.specs[0]?.path).toBe(starter.path)
    expect(notices.notices).toMatchObject([{ tone: 'warning', content: { kind: 'starterInstead', file: 'gone.gguf' } }])
  })

  it('says which file is missing where there is none at all', async () => {
    const { models } = setUpModels({}, { library: libraryOf([]) })
    await models.loadAtStart()
    expect(models.status).toMatchObject({ kind: 'failed', model: null, error: { code: 'model.starterMissing' } })
  })

  it('says what is wrong with a bad file, and starts no engine for it', async () => {
    const error = { code: 'model.invalidFile', params: { file: 'a.gguf', fault: { kind: 'empty' } } } as const
    const { models, become, launcher } = setUpModels({}, { inspectFile: () => Promise.resolve(error) })
    await models.loadAtStart()
    await become('failed')
    expect(models.status).toEqual({ kind: 'failed', model: starter.model, error })
    expect(launcher.launched).toEqual([])
  })

  it('refuses a model that is not there, in words', async () => {
    const { refusal } = setUpModels()
    expect(await refusal('model.load', { modelId: 'folder:no.gguf' })).toMatchObject({
      code: 'model.notFound',
      params: { file: 'no.gguf' }
    })
  })

  it('refuses every id that the library does not list, paths among them', async () => {
    const { refusal, launcher } = setUpModels()
    const hostile = ['../starter.gguf', './no.gguf', 'models/../no.gguf', '/etc/passwd', '..', '', 'no.gguf\0', 'NO.GGUF/', '..\\no.gguf']
    for (const name of hostile) {
      expect((await refusal('model.load', { modelId: `folder:${name}` })).code).toMatch(/^(model\.notFound|request\.invalid)$/)
      expect((await refusal('model.load', { modelId: name })).code).toMatch(/^(model\.notFound|request\.invalid)$/)
    }
    expect(launcher.launched).toEqual([])
  })

  it('goes well where settings cannot be written', async () => {
    const settings = new FakeSettings()
    settings.isReadOnly = true
    const { ready, models } = setUpModels({}, { settings })
    await ready()
    expect(models.status.kind).toBe('ready')
  })
})

describe('switching', () => {
  it('keeps the model before until the new one is ready, then ends its engine', async () => {
    const { ready, call, launcher, become, models, engines, settings } = setUpModels()
    await ready()
    const [first] = launcher.launched
    await call('model.load', { modelId: other.model.id })
    expect(models.status).toMatchObject({ kind: 'loading', model: other.model })
    expect(first?.isGone).toBe(false)
    expect(engines.ready?.model).toBe(starter.model)
    await become('ready')
    expect(engines.ready?.model).toBe(other.model)
    await until(() => first?.isGone === true)
    expect(settings.values.modelId).toBe(other.model.id)
  })

  it('lets a reply in progress come to its end on the model that writes it', async () => {
    const { ready, call, send, endOf, launcher, held, engines } = setUpModels()
    await ready()
    held.holds = ({ kind }) => kind === 'write'
    const { generation } = await send()
    await until(() => launcher.last.calls.includes('generate'))
    const [first] = launcher.launched
    await call('model.load', { modelId: other.model.id })
    await until(() => engines.ready?.model === other.model)
    expect(first?.isGone).toBe(false)
    held.holds = () => false
    expect(await endOf(generation.generationId)).toMatchObject({ status: { kind: 'complete' }, parts: [{ modelName: 'Starter' }] })
    await until(() => first?.isGone === true)
  })

  it('says of several that cannot be loaded only the last, and nothing once another one is in use', async () => {
    const error = { code: 'model.invalidFile', params: { file: 'other.gguf', fault: { kind: 'empty' } } } as const
    let isBad = true
    const { ready, call, models, notices, become } = setUpModels(
      {},
      { inspectFile: (path) => Promise.resolve(isBad && path === other.path ? error : null) }
    )
    await ready()
    for (let time = 0; time < 3; time++) {
      await call('model.load', { modelId: other.model.id })
      await become('ready')
    }
    expect(notices.notices).toHaveLength(1)
    isBad = false
    await call('model.load', { modelId: other.model.id })
    await until(() => models.status.kind === 'ready' && models.status.model.id === other.model.id)
    expect(notices.notices).toEqual([])
  })

  it('stays with the model before when the new one cannot be loaded, and says both', async () => {
    const error = { code: 'model.invalidFile', params: { file: 'other.gguf', fault: { kind: 'empty' } } } as const
    const { ready, call, models, notices, become } = setUpModels(
      {},
      { inspectFile: (path) => Promise.resolve(path === other.path ? error : null) }
    )
    await ready()
    await call('model.load', { modelId: other.model.id })
    await become('ready')
    expect(models.status).toMatchObject({ model: starter.model })
    expect(notices.notices).toMatchObject([{ tone: 'error', content: { kind: 'loadFailed', error, kept: 'Starter' } }])
  })
})

describe('picking twice, quickly', () => {
  /** Core whose library holds each look-up back until the test lets it go on: the first one is number 0. */
  const setUpHeld = () => {
    const readings: (() => void)[] = []
    const entries = libraryOf([starter, other])
    const find = async (id: string) => {
      await new Promise<void>((resolve) => void readings.push(resolve))
      return entries.find(id)
    }
    const letGo = async (index: number) => {
      readings[index]?.()
      await othersFirst()
    }
    return { ...setUpModels({}, { library: { ...entries, find } }), letGo }
  }

  it('loads the model picked last, in whatever order the models folder was read', async () => {
    const { call, letGo, become, engines, launcher } = setUpHeld()
    const first = call('model.load', { modelId: starter.model.id })
    const second = call('model.load', { modelId: other.model.id })
    await letGo(1)
    await become('ready')
    await letGo(0)
    await Promise.all([first, second])
    expect(engines.ready?.model).toBe(other.model)
    expect(launcher.launched).toHaveLength(1)
  })

  it('loads the model picked first where the last one is not there', async () => {
    const { call, refusal, letGo, become, engines } = setUpHeld()
    const first = call('model.load', { modelId: starter.model.id })
    const second = refusal('model.load', { modelId: 'folder:no.gguf' })
    await letGo(1)
    expect(await second).toMatchObject({ code: 'model.notFound' })
    await letGo(0)
    await first
    await become('ready')
    expect(engines.ready?.model).toBe(starter.model)
  })

  it('loads nothing where the load was cancelled while the models folder was read', async () => {
    const { call, models, letGo, launcher } = setUpHeld()
    const starting = models.loadAtStart()
    const picked = call('model.load', { modelId: other.model.id })
    await call('model.cancelLoad', {})
    await letGo(0)
    await letGo(1)
    await Promise.all([starting, picked])
    expect(models.status).toEqual({ kind: 'none' })
    expect(launcher.launched).toEqual([])
  })

  it('loads the model used last for whoever asks after that', async () => {
    const { call, models, letGo, become } = setUpHeld()
    void models.loadAtStart()
    await call('model.cancelLoad', {})
    void models.loadAtStart()
    await letGo(0)
    await letGo(1)
    await become('ready')
    expect(models.status).toMatchObject({ model: starter.model })
  })
})

describe('cancelling a load', () => {
  it('ends its engine at once, and there is no model then', async () => {
    const { models, call, launcher, held } = setUpModels()
    held.holds = ({ kind }) => kind === 'load'
    await models.loadAtStart()
    await until(() => launcher.launched.length === 1)
    await call('model.cancelLoad', {})
    expect(launcher.last.isGone).toBe(true)
    expect(models.status).toEqual({ kind: 'none' })
    await call('model.cancelLoad', {})
  })

  it('goes back to the model before', async () => {
    const { ready, call, launcher, held, models } = setUpModels()
    await ready()
    held.holds = ({ kind }) => kind === 'load'
    await call('model.load', { modelId: other.model.id })
    await until(() => launcher.launched.length === 2)
    await call('model.load', { modelId: starter.model.id }) // picking it again is another way to say so
    expect(models.status).toMatchObject({ kind: 'ready', model: starter.model })
    expect(launcher.launched.map(({ isGone }) => isGone)).toEqual([false, true])
  })

  it('ends what waits for it, in words', async () => {
    const { send, endOf, call, launcher, held, openStore } = setUpModels()
    await openStore()
    held.holds = ({ kind }) => kind === 'load'
    const { generation } = await send()
    await until(() => launcher.launched.length === 1)
    await call('model.cancelLoad', {})
    expect(await endOf(generation.generationId)).toMatchObject({ status: { kind: 'failed', error: { code: 'engine.noModel' } } })
  })

  it('is not the end: the next message loads the model again', async () => {
    const { send, endOf, call, models, openStore } = setUpModels()
    await openStore()
    await models.loadAtStart()
    await call('model.cancelLoad', {})
    const { generation } = await send()
    expect(await endOf(generation.generationId)).toMatchObject({ status: { kind: 'complete' } })
  })
})

describe('closing', () => {
  it('ends every engine, also one that is being loaded, and starts none', async () => {
    const { ready, call, close, launcher, held, clock } = setUpModels()
    await ready()
    held.holds = ({ kind }) => kind === 'load'
    await call('model.load', { modelId: other.model.id })
    await until(() => launcher.launched.length === 2)
    await close()
    await clock.advance(60_000)
    expect(launcher.launched.map(({ isGone }) => isGone)).toEqual([true, true])
  })
})
