import { describe, expect, it } from 'vitest'
import type { Prompt, PromptRendering } from '../../../engine/engine'
import { FakeEngine } from '../../../engine/fake/fakeEngine'
import { memoryConversationStore } from '../../storage/memoryConversationStore'
import { setUpCore } from '../testing/setUpCore'
import { systemPromptOfModel } from './systemPromptOfModel'

/** A template as a function of the prompt. */
const showing = (template: (system: string | null, user: string) => string) => (prompt: Prompt) => {
  const system = prompt.find(({ role }) => role === 'system')?.text ?? null
  return Promise.resolve([{ text: template(system, prompt.at(-1)?.text ?? ''), isMark: false }])
}

describe('the system prompt of a model', () => {
  it('is what its template writes in the place of one that is given', async () => {
    const show = showing((system, user) => `<s>[system] ${system ?? 'You are a\n[helpful] model.'} [end][user] ${user}[end][model]`)
    expect(await systemPromptOfModel(show)).toBe('You are a\n[helpful] model.')
  })

  it.each([
    [
      'has no system part without one',
      showing((system, user) => `${system === null ? '' : `[system] ${system}[end]`}[user] ${user}[end][model]`)
    ],
    ['writes an empty one', showing((system, user) => `[system]${system ?? ''}[end][user]${user}[end]`)],
    ['puts it in front of the message', showing((system, user) => `[user]${system === null ? '' : `${system}\n\n`}${user}[end]`)],
    ['takes none', showing((_system, user) => `[user]${user}[end]`)],
    ['writes something else where one is given', showing((system, user) => (system === null ? `A${user}` : `B${system}C${user}`))]
  ])('is none where the template %s', async (_name, show) => {
    expect(await systemPromptOfModel(show)).toBeNull()
  })

  it('is the one that is read: with the way of thinking that is asked for and the values for the template', async () => {
    const own = ({ thinking, templateVariables }: PromptRendering) => `Thinking: ${thinking}. Tone: ${templateVariables?.tone ?? 'plain'}.`
    class WithOwn extends FakeEngine {
      override abilities() {
        const show = (prompt: Prompt, rendering?: PromptRendering) =>
          showing((system, user) => `[system]${system ?? (rendering ? own(rendering) : 'Unknown')}[end][user]${user}[end]`)(prompt)
        return { ...super.abilities(), show }
      }
    }
    const chatFormat = { name: 'template', fault: null, templateVariables: [{ name: 'tone', default: 'plain' }] } as const
    const { call, ready, models } = setUpCore({ engine: () => new WithOwn({ chatFormat }), store: memoryConversationStore() })
    expect(await call('context.systemPromptOfModel', { thinking: 'off' }), 'no model is there').toBeNull()
    await ready()
    expect(models.status).toMatchObject({ kind: 'ready' })
    expect(await call('context.systemPromptOfModel', { thinking: 'automatic' })).toBe('Thinking: automatic. Tone: plain.')
    await call('model.setTemplateValue', { modelId: 'starter', name: 'tone', value: 'calm' })
    await call('model.setTemplateValue', { modelId: 'starter', name: 'mood', value: 'not read' })
    expect(await call('context.systemPromptOfModel', { thinking: 'off' })).toBe('Thinking: off. Tone: calm.')
  })
})
