import { describe, expect, it } from 'vitest'
import { FakeEngine } from '../../../engine/fake/fakeEngine'
import type { LoadedFormat } from '../../../engine/engine'
import { FakeSettings, other, starter, type CoreChanges } from '../testing/setUpCore'
import { setUpModels } from '../testing/setUpModels'

const broken: LoadedFormat = {
  name: 'chatMl',
  fault: { kind: 'broken', detail: 'Error: unexpected end of template' },
  templateVariables: []
}

const setUp = (chatFormat: LoadedFormat, changes: CoreChanges = {}) =>
  setUpModels({}, { engine: () => new FakeEngine({ chatFormat }), ...changes })
type World = ReturnType<typeof setUp>

const told = ({ notices }: World) => notices.notices.map(({ content }) => content).filter(({ kind }) => kind === 'formatUnusable')
const dismissAll = async (world: World) => {
  for (const { id } of world.notices.notices) await world.call('app.dismissNotice', { id })
}

describe('a model whose file has a chat format that cannot be used', () => {
  it('is told as such with the format that is used instead; the log has the cause', async () => {
    const world = setUp(broken)
    await world.ready()
    expect(told(world)).toEqual([{ kind: 'formatUnusable', model: starter.model.name, format: 'chatMl', fault: 'broken' }])
    expect(world.warnings).toContainEqual(expect.stringContaining('Error: unexpected end of template'))
  })

  it('is told again at the next start, until the person has dismissed it; the log has it each time', async () => {
    const settings = new FakeSettings()
    for (const start of ['first', 'second']) {
      const world = setUp(broken, { settings })
      await world.ready()
      expect(told(world), start).toHaveLength(1)
      if (start === 'second') await dismissAll(world)
    }
    const world = setUp(broken, { settings })
    await world.ready()
    expect(told(world)).toEqual([])
    expect(world.warnings).toContainEqual(expect.stringContaining('chatMl'))
    await world.call('model.load', { modelId: other.model.id })
    await world.become('ready')
    expect(told(world)).toMatchObject([{ model: other.model.name }])
  })

  it('is told once while Hearth runs, also when the model is loaded again', async () => {
    const world = setUp(broken)
    await world.ready()
    world.launcher.last.die()
    await world.become('loading')
    await world.clock.advance(1_000)
    await world.become('ready')
    expect(told(world)).toHaveLength(1)
  })
})

it('a model whose chat format is that of its file is told nothing', async () => {
  const world = setUp({ name: 'template', fault: null, templateVariables: [] })
  await world.ready()
  expect(world.notices.notices).toEqual([])
  expect(world.warnings).toEqual([])
})
