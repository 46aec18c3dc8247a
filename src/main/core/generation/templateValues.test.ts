import { describe, expect, it } from 'vitest'
import { EngineFailure, type CountTokens, type SeededSampling } from '../../../engine/engine'
import { FakeEngine, type FakeOptions } from '../../../engine/fake/fakeEngine'
import { memoryConversationStore } from '../../storage/memoryConversationStore'
import { EngineLost } from '../errors/engineLost'
import { until } from '../testing/manualClock'
import { other, setUpCore, starter } from '../testing/setUpCore'

const templateVariables = [
  { name: 'tone', default: 'plain' },
  { name: 'date', default: null }
]
const chatFormat = { name: 'template', fault: null, templateVariables } as const

/** Core with a model whose template reads variables. Nothing is loaded yet. */
function setUp(options: FakeOptions = {}) {
  const asked: SeededSampling[] = []
  class Listening extends FakeEngine {
    override generate: FakeEngine['generate'] = (prompt, sampling, given) => {
      asked.push(sampling as SeededSampling)
      return super.generate(prompt, sampling, given)
    }
  }
  const refuses: FakeOptions['refuses'] = ({ tone, date }) => tone === 'refused' || (tone === 'calm' && date === 'never')
  const store = memoryConversationStore()
  const core = setUpCore({ engine: () => new Listening({ chatFormat, refuses, ...options }), store })
  const set = (name: string, value: string, modelId = starter.model.id) => core.call('model.setTemplateValue', { modelId, name, value })
  const refused = (name: string, value: string) => core.refusal('model.setTemplateValue', { modelId: starter.model.id, name, value })
  const send = async (text: string) => {
    const sent = await core.call('generation.send', { conversationId: null, parentId: null, text })
    await until(() => core.events.hasEnded(sent.generation.generationId))
    const found = await store.readConversation(sent.conversation.id)
    return found?.messages.find(({ id }) => id === sent.message.id)
  }
  const prompt = async () =>
    (await core.call('context.showPrompt', { conversationId: null, draft: 'Hi' }))?.map(({ text }) => text).join('')
  const kept = () => core.settings.values.templateVariables
  return { ...core, asked, set, refused, send, prompt, kept }
}

async function setUpReady(options: FakeOptions = {}) {
  const world = setUp(options)
  await world.ready()
  return world
}

describe('values for the variables of a template', () => {
  it('are told with the model that is ready', async () => {
    const { models } = await setUpReady()
    expect(models.status).toMatchObject({ kind: 'ready', templateVariables })
  })

  it('are kept for the model, told to every window, and read by every chat with it', async () => {
    const { call, set, send, prompt, kept, asked, events } = await setUpReady()
    const measure = () => call('context.measure', { conversationId: null, draft: 'Hi' })
    const before = await measure()
    await set('tone', 'calm')
    expect(kept()).toEqual({ starter: { tone: 'calm' } })
    expect(events.payloads('preferences.changed').at(-1)?.preferences.templateVariables).toEqual(kept())
    expect(await prompt()).toContain('tone=calm')
    const reply = await send('Hi')
    expect(asked.at(-1)?.templateVariables).toEqual({ tone: 'calm' })
    expect(reply).toMatchObject({ status: { kind: 'complete' }, parts: [{ settings: { templateVariables: { tone: 'calm' } } }] })
    const measured = await measure()
    expect(measured?.format).toBeGreaterThan(before?.format ?? Infinity)
    const { stats } = reply?.role === 'assistant' ? reply : expect.fail('no reply')
    expect((stats?.promptEvaluated ?? 0) + (stats?.promptReused ?? 0)).toBe((measured?.format ?? 0) + (measured?.draft ?? 0))
  })

  it('are not given where they are blank, and a reply without any is stored as ever', async () => {
    const { set, send, prompt, kept } = await setUpReady()
    await set('tone', 'calm')
    await set('tone', '  ')
    expect(kept()).toEqual({})
    expect(await prompt()).not.toContain('tone')
    const reply = await send('Hi')
    const { parts } = reply?.role === 'assistant' ? reply : expect.fail('no reply')
    expect(parts[0]?.settings).not.toHaveProperty('templateVariables')
  })

  it('that the template refuses are refused, and the one before stays', async () => {
    const { set, refused, kept, prompt, events } = await setUpReady()
    await set('tone', 'calm')
    const told = events.payloads('preferences.changed').length
    expect(await refused('tone', 'refused')).toEqual({ code: 'generation.templateRefused' })
    expect(await refused('date', 'never'), 'beside the other value').toEqual({ code: 'generation.templateRefused' })
    expect(kept()).toEqual({ starter: { tone: 'calm' } })
    expect(events.payloads('preferences.changed')).toHaveLength(told)
    expect(await prompt()).toContain('tone=calm')
  })

  it('come one after the other, each tried with those before it', async () => {
    const { call, kept } = await setUpReady()
    const values = [['tone', 'calm'], ['date', 'never'], ['date', '1 May']] as const // prettier-ignore
    const done = await Promise.allSettled(
      values.map(([name, value]) => call('model.setTemplateValue', { modelId: 'starter', name, value }))
    )
    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(kept()).toEqual({ starter: { tone: 'calm', date: '1 May' } })
  })

  it('of a model that is not in use are kept untried; its replies say so where the template refuses them, until they are put right', async () => {
    const { set, send, kept, prompt, ready, call } = setUp()
    await set('tone', 'refused')
    await set('tone', 'loud', other.model.id)
    expect(kept()).toEqual({ starter: { tone: 'refused' }, [other.model.id]: { tone: 'loud' } })
    await ready()
    expect(await send('Hi')).toMatchObject({ status: { kind: 'failed', error: { code: 'generation.templateRefused' } } })
    expect(await prompt()).toBeUndefined()
    expect(await call('context.measure', { conversationId: null, draft: 'Hi' })).toBeNull()
    await set('date', '1 May') // it is not the cause
    await set('tone', 'calm')
    expect(await send('Hi')).toMatchObject({ status: { kind: 'complete' } })
    expect(await prompt()).toContain('date=1')
  })

  it.each([
    ['ends', new EngineLost({ code: null, signal: 'SIGKILL' })],
    ['fails', new EngineFailure('failed', 'as told')],
    ['has a fault', new RangeError('as told')]
  ])('that the engine %s over are refused as untried, and the one before stays', async (_what, failure) => {
    class Failing extends FakeEngine {
      override abilities() {
        const { count, show } = super.abilities()
        const failing: CountTokens = (prompt, rendering) =>
          rendering?.templateVariables?.tone === 'endless' ? Promise.reject(failure) : count(prompt, rendering)
        return { count: failing, show }
      }
    }
    const core = setUpCore({ engine: () => new Failing({ chatFormat }), store: memoryConversationStore() })
    await core.ready()
    await core.call('model.setTemplateValue', { modelId: 'starter', name: 'tone', value: 'calm' })
    const refusal = await core.refusal('model.setTemplateValue', { modelId: 'starter', name: 'tone', value: 'endless' })
    expect(refusal).toEqual({ code: 'generation.templateUntried' })
    expect(core.settings.values.templateVariables).toEqual({ starter: { tone: 'calm' } })
    await core.call('model.setTemplateValue', { modelId: 'starter', name: 'tone', value: 'loud' })
    expect(core.settings.values.templateVariables).toEqual({ starter: { tone: 'loud' } })
  })

  it('that the template does not read are kept and not given', async () => {
    const { set, send, kept, asked } = await setUpReady()
    await set('mood', 'calm')
    expect(kept()).toEqual({ starter: { mood: 'calm' } })
    await send('Hi')
    expect(asked.at(-1)).not.toHaveProperty('templateVariables')
  })

  it('stay as they were where they cannot be saved', async () => {
    const { refused, settings, kept, prompt } = await setUpReady()
    settings.isReadOnly = true
    expect(await refused('tone', 'calm')).toEqual({ code: 'storage.writeFailed' })
    expect(kept()).toEqual({})
    expect(await prompt()).not.toContain('tone')
  })

  it.each([
    { modelId: 'starter', name: 'not a name', value: 'x' },
    { modelId: 'starter', name: '__proto__', value: 'x' },
    { modelId: 'starter', name: 'tone', value: 'x'.repeat(501) }
  ])('are refused where they are no values: %#', async (input) => {
    const { refusal } = setUp()
    expect(await refusal('model.setTemplateValue', input)).toEqual({ code: 'request.invalid' })
  })
})
