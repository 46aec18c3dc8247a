import { describe, expect, it } from 'vitest'
import { EngineFailure } from '../../../engine/engine'
import { FakeEngine, type FakeStep } from '../../../engine/fake/fakeEngine'
import { until } from '../testing/manualClock'
import { other, starter } from '../testing/setUpCore'
import { setUpModels } from '../testing/setUpModels'

describe('messages that wait while no model is loaded', () => {
  const count = 5 // one that waits for the model, and four behind it

  it('end with one load that fails; one sent afterwards loads again', async () => {
    const memory = { isKnown: false, isEnough: false }
    const step = async ({ kind }: FakeStep) => {
      if (kind !== 'load') return
      await until(() => memory.isKnown)
      if (!memory.isEnough) throw new EngineFailure('insufficientMemory', 'ggml says')
    }
    const { send, endOf, launcher, openStore } = setUpModels({}, { engine: () => new FakeEngine({ step }) })
    await openStore()
    const sent = await Promise.all(Array.from({ length: count }, send))
    memory.isKnown = true
    for (const { generation } of sent) {
      expect(await endOf(generation.generationId)).toMatchObject({
        status: { kind: 'failed', error: { code: 'model.insufficientMemory', params: { file: 'starter.gguf' } } }
      })
    }
    expect(launcher.launched).toHaveLength(1)
    memory.isEnough = true
    expect(await endOf((await send()).generation.generationId)).toMatchObject({ status: { kind: 'complete' } })
    expect(launcher.launched).toHaveLength(2)
  })

  it('end with one load that is cancelled; one sent afterwards loads again', async () => {
    const { send, endOf, call, launcher, held, openStore } = setUpModels()
    await openStore()
    held.holds = ({ kind }) => kind === 'load'
    const sent = await Promise.all(Array.from({ length: count }, send))
    await until(() => launcher.launched.length === 1)
    await call('model.cancelLoad', {})
    for (const { generation } of sent) {
      expect(await endOf(generation.generationId)).toMatchObject({ status: { kind: 'failed', error: { code: 'engine.noModel' } } })
    }
    expect(launcher.launched).toHaveLength(1)
    held.holds = () => false
    expect(await endOf((await send()).generation.generationId)).toMatchObject({ status: { kind: 'complete' } })
    expect(launcher.launched).toHaveLength(2)
  })

  it('are replied to by a model that is picked after the failure of another', async () => {
    const error = { code: 'model.invalidFile', params: { file: 'starter.gguf', fault: { kind: 'empty' } } } as const
    const inspectFile = (path: string) => Promise.resolve(path === starter.path ? error : null)
    const { send, endOf, call, become, openStore } = setUpModels({}, { inspectFile })
    await openStore()
    const [first, second] = await Promise.all([send(), send()])
    await become('failed')
    await call('model.load', { modelId: other.model.id })
    expect(await endOf(first.generation.generationId)).toMatchObject({ status: { kind: 'failed', error } })
    expect(await endOf(second.generation.generationId)).toMatchObject({ status: { kind: 'complete' }, parts: [{ modelName: 'Other' }] })
  })
})
