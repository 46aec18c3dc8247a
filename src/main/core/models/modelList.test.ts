import { describe, expect, it } from 'vitest'
import type { ModelFile } from '../../../shared/domain/model'
import type { ModelsFolderProblem } from '../../../shared/domain/modelListing'
import { othersFirst, until } from '../testing/manualClock'
import { FakeSettings, libraryOf, other, starter } from '../testing/setUpCore'
import { setUpModels } from '../testing/setUpModels'
import { ModelUnresponsive, type Finding } from './modelLibrary'

type Listed = { models: ModelFile[]; problems: ModelsFolderProblem[] }

/** Core whose library answers each listing when the test says so: the first one is number 0. */
function setUpHeld() {
  const readings: { resolve: (listed: Listed) => void; reject: (error: Error) => void }[] = []
  const list = () => new Promise<Listed>((resolve, reject) => readings.push({ resolve, reject }))
  const world = setUpModels({}, { library: { ...libraryOf([starter, other]), list } })
  const found = async (index: number, ...models: ModelFile[]) => {
    readings[index]?.resolve({ models, problems: [] })
    await othersFirst()
  }
  return { ...world, readings, found, refresh: () => world.call('model.list', {}), listed: () => world.models.listed }
}

describe('the list of models', () => {
  it('is read when it is asked for, and told before and after', async () => {
    const { refresh, found, events, listed } = setUpHeld()
    expect(listed()).toEqual({ models: [], listing: { status: 'listing', problems: [] } })
    await refresh()
    await found(0, starter.model)
    expect(listed()).toEqual({ models: [starter.model], listing: { status: 'listed', problems: [] } })
    await refresh()
    expect(listed()).toMatchObject({ models: [starter.model], listing: { status: 'listing' } })
    await found(1, starter.model, other.model)
    expect(events.payloads('model.listed').map(({ models, listing }) => [models.length, listing.status])).toEqual([
      [0, 'listing'],
      [1, 'listed'],
      [1, 'listing'],
      [2, 'listed']
    ])
  })

  it('is read once more, not once for each asking, when it is asked for while it is read; what came last stays', async () => {
    const { refresh, found, readings, listed } = setUpHeld()
    for (let times = 0; times < 5; times++) await refresh()
    expect(readings).toHaveLength(1)
    await found(0, starter.model)
    expect(readings).toHaveLength(2)
    await found(1, starter.model, other.model)
    await found(0, starter.model)
    expect(listed().models).toEqual([starter.model, other.model])
    expect(readings).toHaveLength(2)
  })

  it('is read again by itself whenever a disk that did not answer has, one after the other', async () => {
    const { refresh, found, models, listed } = setUpHeld()
    await refresh()
    await found(0)
    models.diskAnswered()
    await found(1, starter.model)
    models.diskAnswered()
    await found(2, starter.model, other.model)
    expect(listed()).toEqual({ models: [starter.model, other.model], listing: { status: 'listed', problems: [] } })
  })

  it('is read again for a disk that answers after it was asked in vain, however many answer at once', async () => {
    const { refresh, found, readings, models, listed } = setUpHeld()
    await refresh()
    await found(0)
    for (let times = 0; times < 20; times++) models.diskAnswered()
    expect(readings).toHaveLength(2)
    await found(1, starter.model)
    await found(2, starter.model, other.model)
    expect(listed().models).toEqual([starter.model, other.model])
    expect(readings).toHaveLength(3)
  })

  it('is not read without end where a disk is always too slow, but again when it is asked for', async () => {
    const { refresh, found, readings, models } = setUpHeld()
    await refresh()
    for (let reading = 0; reading < 20; reading++) {
      await found(reading)
      models.diskAnswered()
    }
    expect(readings.length).toBeLessThan(10)
    const before = readings.length
    await refresh()
    await found(before)
    models.diskAnswered()
    expect(readings).toHaveLength(before + 2)
  })

  it('of a folder that does not answer keeps nobody from loading a model, and is not read again before it is over', async () => {
    const { refresh, ready, readings, call, become, engines } = setUpHeld()
    await refresh()
    await ready()
    await call('model.load', { modelId: other.model.id })
    await become('ready')
    expect(engines.ready?.model).toBe(other.model)
    await refresh()
    expect(readings).toHaveLength(1)
  })

  it('keeps what it knew where reading fails, logs why, and reads again when asked', async () => {
    const { refresh, found, readings, listed, bugs } = setUpHeld()
    await refresh()
    await found(0, starter.model)
    await refresh()
    readings[1]?.reject(new TypeError('a bug'))
    await othersFirst()
    const problems = [{ kind: 'unreadable', folder: null }]
    expect(listed()).toEqual({ models: [starter.model], listing: { status: 'listed', problems } })
    expect(bugs).toHaveLength(1)
    await refresh()
    await found(2, other.model)
    expect(listed()).toEqual({ models: [other.model], listing: { status: 'listed', problems: [] } })
  })
})

describe('what is wrong with listed models', () => {
  /** Core whose library gives each finding when the test says so. */
  function setUpFindings() {
    const waiting: ((finding: Finding | null) => void)[] = []
    async function* inspectListed() {
      for (let finding = await next(); finding !== null; finding = await next()) yield finding
    }
    const next = () => new Promise<Finding | null>((resolve) => waiting.push(resolve))
    const world = setUpModels({}, { library: { ...libraryOf([starter, other]), inspectListed } })
    const find = async (finding: Finding | null) => {
      await until(() => waiting.length > 0)
      waiting.shift()?.(finding)
      await othersFirst()
    }
    return { ...world, find, waiting, refresh: () => world.call('model.list', {}), listed: () => world.models.listed }
  }

  it('is told after the list, which does not wait for it', async () => {
    const { refresh, find, listed, events } = setUpFindings()
    await refresh()
    await until(() => listed().listing.status === 'listed')
    expect(listed().models).toEqual([starter.model, other.model])
    const told = events.payloads('model.listed').length
    await find({ id: starter.model.id, fault: null })
    await find({ id: other.model.id, fault: 'empty' })
    expect(events.payloads('model.listed')).toHaveLength(told)
    await find(null)
    expect(listed().models).toEqual([starter.model, { ...other.model, fault: 'empty' }])
    expect(events.payloads('model.listed').at(-1)?.models).toEqual(listed().models)
  })

  it('is told while many others are still read', async () => {
    const { refresh, find, listed } = setUpFindings()
    await refresh()
    await find({ id: other.model.id, fault: 'notGguf' })
    for (let count = 0; count < 24; count++) await find({ id: starter.model.id, fault: null })
    expect(listed().models).toEqual([starter.model, { ...other.model, fault: 'notGguf' }])
  })

  it('gives way to a new list at once', async () => {
    const { refresh, find, waiting, listed } = setUpFindings()
    await refresh()
    await until(() => waiting.length === 1)
    await refresh()
    await until(() => waiting.length === 2)
    await find({ id: other.model.id, fault: 'empty' })
    await find(null)
    expect(listed()).toMatchObject({ models: [starter.model, other.model], listing: { status: 'listed' } })
  })

  it('that cannot be read is logged, and the list stays', async () => {
    const inspectListed = () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new TypeError('a bug')) }) })
    const { call, models, bugs } = setUpModels({}, { library: { ...libraryOf([starter, other]), inspectListed } })
    await call('model.list', {})
    await until(() => bugs.length === 1)
    expect(models.listed).toEqual({ models: [starter.model, other.model], listing: { status: 'listed', problems: [] } })
  })
})

describe('a model on a disk that does not answer', () => {
  const library = {
    ...libraryOf([starter]),
    find: (id: string) => (id === 'starter' ? Promise.resolve(starter) : Promise.reject(new ModelUnresponsive()))
  }

  it('is refused in words', async () => {
    const { refusal } = setUpModels({}, { library })
    expect(await refusal('model.load', { modelId: 'folder:nas/far.gguf' })).toEqual({
      code: 'model.unresponsive',
      params: { file: 'far.gguf' }
    })
  })

  it('gives its place to the starter at the start, and that is said', async () => {
    const settings = new FakeSettings()
    settings.values.modelId = 'folder:nas/far.gguf'
    const { ready, engines, notices } = setUpModels({}, { library, settings })
    await ready()
    expect(engines.ready?.model).toBe(starter.model)
    const error = { code: 'model.unresponsive', params: { file: 'far.gguf' } }
    expect(notices.notices).toMatchObject([{ tone: 'warning', content: { kind: 'starterMeanwhile', error } }])
  })

  it('whose inspection does not end is given up after 30 s', async () => {
    const { models, become, clock, launcher } = setUpModels({}, { inspectFile: () => new Promise(() => undefined) })
    await models.load(other.model.id)
    await othersFirst()
    await clock.advance(29_999)
    expect(models.status.kind).toBe('loading')
    await clock.advance(1)
    await become('failed')
    expect(models.status).toMatchObject({ error: { code: 'model.unresponsive', params: { file: 'other.gguf' } } })
    expect(launcher.launched).toEqual([])
  })
})

describe('the models folder', () => {
  it('is opened by main, which knows where it is', async () => {
    let opened = 0
    const modelsFolder = { path: '/data/models', open: () => Promise.resolve(++opened > 0) }
    const { call } = setUpModels({}, { modelsFolder })
    await call('model.openFolder', {})
    expect(opened).toBe(1)
  })

  it('that cannot be opened is named', async () => {
    const { refusal } = setUpModels({}, { modelsFolder: { path: '/data/models', open: () => Promise.resolve(false) } })
    expect(await refusal('model.openFolder', {})).toEqual({ code: 'folder.notOpened', params: { folder: '/data/models' } })
  })
})
