import { describe, expect, it } from 'vitest'
import { EngineFailure } from '../../engine/engine'
import { FakeEngine } from '../../engine/fake/fakeEngine'
import { othersFirst, until } from './testing/manualClock'
import { other, starter } from './testing/setUpCore'
import { setUpModels } from './testing/setUpModels'

describe('measuring', () => {
  const measured = { offloads: false, readingThreads: 1, writingThreads: 1, flashAttention: true, chunks: [{ from: 0, size: 64 as const }] }

  it('happens once, after the load, and is used at once and from then on', async () => {
    const { ready, launcher, settings, call, become } = setUpModels()
    await ready()
    await until(() => launcher.last.calls.includes('retune'))
    expect(Object.values(settings.values.tunings)).toEqual([measured])
    await call('model.load', { modelId: other.model.id })
    await become('ready')
    await until(() => launcher.last.calls.includes('retune'))
    await call('model.load', { modelId: starter.model.id })
    await become('ready')
    expect(launcher.last.specs[0]?.tuning).toEqual(measured)
    await othersFirst()
    expect(launcher.last.calls).toEqual(['load'])
  })

  it('gives way to a message, and begins again when that is answered', async () => {
    const { ready, launcher, send, endOf, held, settings } = setUpModels()
    held.holds = ({ kind }) => kind === 'calibrate'
    await ready()
    await until(() => launcher.last.calls.includes('calibrate'))
    const { generation } = await send()
    held.holds = () => false
    await endOf(generation.generationId)
    await until(() => Object.keys(settings.values.tunings).length === 1)
    expect(launcher.last.calls.filter((call) => call === 'calibrate')).toHaveLength(2)
    expect(launcher.last.calls).not.toContain('retune') // it would forget what was read
  })

  it('does not begin while a message waits for the model', async () => {
    const { send, endOf, launcher, openStore } = setUpModels()
    await openStore()
    const { generation } = await send()
    await endOf(generation.generationId)
    expect(launcher.last.calls.indexOf('generate')).toBeGreaterThan(0)
    expect(launcher.last.calls.slice(0, launcher.last.calls.indexOf('generate'))).not.toContain('calibrate')
  })

  it('waits until a reply that another model still writes has come to its end', async () => {
    const { ready, launcher, send, endOf, call, held, models } = setUpModels()
    await ready()
    await until(() => launcher.last.calls.includes('retune'))
    held.holds = ({ kind }) => kind === 'write'
    const { generation } = await send()
    await until(() => launcher.last.calls.includes('generate'))
    await call('model.load', { modelId: other.model.id })
    await until(() => models.ready?.model === other.model)
    for (let turn = 0; turn < 10; turn++) await othersFirst()
    expect(launcher.last.calls).toEqual(['load'])
    held.holds = () => false
    await endOf(generation.generationId)
    await until(() => launcher.last.calls.includes('calibrate'))
  })

  it('gives way to a load, keeps nothing of what it found, and begins again when the load is over', async () => {
    const { ready, launcher, call, held, settings } = setUpModels()
    held.holds = ({ kind }) => kind === 'calibrate'
    await ready()
    await until(() => launcher.last.calls.includes('calibrate'))
    held.holds = ({ kind }) => kind === 'load'
    await call('model.load', { modelId: other.model.id })
    await until(() => launcher.launched.length === 2)
    for (let turn = 0; turn < 10; turn++) await othersFirst()
    expect(settings.values.tunings).toEqual({})
    await call('model.cancelLoad', {})
    await until(() => Object.keys(settings.values.tunings).length === 1)
    expect(launcher.launched[0]?.calls.filter((name) => name === 'calibrate')).toHaveLength(2)
  })

  it('that costs the engine is not tried again', async () => {
    const { ready, launcher, send, endOf, held, clock, become } = setUpModels()
    held.holds = ({ kind }) => kind === 'calibrate'
    await ready()
    await until(() => launcher.last.calls.includes('calibrate'))
    launcher.last.die()
    await become('loading')
    await clock.advance(1_000)
    await become('ready')
    expect(launcher.launched).toHaveLength(2)
    const { generation } = await send()
    await endOf(generation.generationId)
    for (let turn = 0; turn < 10; turn++) await othersFirst()
    expect(launcher.last.calls).not.toContain('calibrate')
  })

  it('whose result the engine cannot take costs the engine, which comes back with it', async () => {
    const engine = (): FakeEngine =>
      Object.assign(new FakeEngine(), { retune: () => Promise.reject(new EngineFailure('failed', 'no memory')) })
    const { ready, launcher, settings, clock, become, call, events } = setUpModels({}, { engine })
    await ready()
    await until(() => launcher.last.isGone)
    await become('loading')
    await clock.advance(1_000)
    await become('ready')
    expect(launcher.last.specs[0]?.tuning).toEqual(Object.values(settings.values.tunings)[0])
    const sent = await call('generation.send', { conversationId: null, parentId: null, text: 'Hello' })
    await until(() => events.hasEnded(sent.generation.generationId))
    expect(launcher.launched).toHaveLength(2)
  })

  it('is made anew where the model has come onto another device', async () => {
    const { ready, launcher, settings, become, call } = setUpModels()
    await ready()
    await until(() => launcher.last.calls.includes('retune'))
    const [key] = Object.keys(settings.values.tunings)
    settings.values.tunings = { [key ?? '']: { ...measured, offloads: true } }
    await call('model.load', { modelId: other.model.id })
    await become('ready')
    await call('model.load', { modelId: starter.model.id })
    await become('ready')
    await until(() => launcher.last.calls.includes('calibrate'))
    await until(() => settings.values.tunings[key ?? '']?.offloads === false)
  })

  it('that does not end within five seconds costs the engine, not the message', async () => {
    const { ready, launcher, send, endOf, held, clock } = setUpModels()
    held.holds = ({ kind }) => kind === 'calibrate'
    await ready()
    await until(() => launcher.last.calls.includes('calibrate'))
    const [stuck] = launcher.launched
    const { generation } = await send()
    await clock.advance(5_000)
    held.holds = () => false
    expect(await endOf(generation.generationId)).toMatchObject({ status: { kind: 'complete' } })
    expect(stuck?.isGone).toBe(true)
  })
})
