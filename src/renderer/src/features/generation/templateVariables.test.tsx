// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { withTemplateValue, type TemplateVariable } from '../../../../shared/domain/templateVariables'
import { defaultPreferences } from '../../../../shared/domain/windowPreferences'
import { Refused } from '../../testing/fakeBridge'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, larger, readyModel } from '../../testing/samples'

const variables: TemplateVariable[] = [
  { name: 'reasoning_effort', default: 'medium' },
  { name: 'date_string', default: null }
]

/** Main keeps what it is given, and refuses what is "bad". */
async function setUp({ model = { ...readyModel, templateVariables: variables } as typeof readyModel, values = {} } = {}) {
  let templateVariables = { ...values }
  const opened = await openWindow(
    [{ conversation: aConversation('Letters'), messages: [] }],
    { model, preferences: { ...defaultPreferences, templateVariables } },
    (bridge) =>
      bridge.answer('model.setTemplateValue', ({ modelId, name, value }) => {
        if (value === 'bad') throw new Refused({ code: 'generation.templateRefused' })
        if (value === 'full') throw new Refused({ code: 'storage.diskFull' })
        templateVariables = withTemplateValue(templateVariables, modelId, name, value)
        bridge.emit('preferences.changed', { preferences: { ...defaultPreferences, templateVariables } })
        return null
      })
  )
  await opened.emit('app.command', { command: 'toggleInspector' })
  return { ...opened, sent: () => opened.bridge.inputsOf('model.setTemplateValue') }
}

const group = () => screen.queryByRole('region', { name: 'Template variables' })
const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name })
const type = (name: string, text: string) => doing(() => fireEvent.change(field(name), { target: { value: text } }))
const write = async (name: string, text: string) => {
  await type(name, text)
  await doing(() => fireEvent.blur(field(name)))
}
const description = (name: string) => document.getElementById(field(name).getAttribute('aria-describedby') ?? '')?.textContent

describe('the variables of a template', () => {
  it('are there only for a model whose template reads any', async () => {
    await setUp({ model: readyModel })
    expect(group()).toBeNull()
  })

  it('are named, with what the template takes by itself, and for whom they count', async () => {
    await setUp()
    expect(within(group() ?? document.body).getAllByRole('textbox')).toHaveLength(2)
    expect(group()?.textContent).toContain('for every chat with this model')
    expect(field('reasoning_effort').placeholder).toBe('medium')
    expect(description('reasoning_effort')).toBe('Left empty, the template takes medium.')
    expect(description('date_string')).toBe('Left empty, the template is given nothing.')
  })

  it('count when the field is left or Enter is pressed, once', async () => {
    const { sent } = await setUp()
    await type('reasoning_effort', ' high ')
    expect(sent()).toEqual([])
    await doing(() => fireEvent.keyDown(field('reasoning_effort'), { key: 'Enter' }))
    await doing(() => fireEvent.blur(field('reasoning_effort')))
    expect(sent()).toEqual([{ modelId: 'starter', name: 'reasoning_effort', value: 'high' }])
    expect(field('reasoning_effort').value).toBe('high')
    await write('date_string', '1 May')
    expect(sent()).toHaveLength(2)
    await write('date_string', '1 May ')
    expect(sent(), 'the same').toHaveLength(2)
    await write('date_string', '')
    expect(sent().at(-1)).toMatchObject({ name: 'date_string', value: '' })
  })

  it('that the template refuses are told at the field; the one before counts, and Esc brings it back', async () => {
    const { sent, emit } = await setUp({ values: { starter: { reasoning_effort: 'high' } } })
    await write('reasoning_effort', 'bad')
    expect(description('reasoning_effort')).toBe('The template cannot be used with this. What was there before still counts.')
    expect([field('reasoning_effort').value, field('reasoning_effort').getAttribute('aria-invalid')]).toEqual(['bad', 'true'])
    await doing(() => fireEvent.blur(field('reasoning_effort')))
    expect(sent(), 'it is not tried again').toHaveLength(1)
    await doing(() => fireEvent.keyDown(field('reasoning_effort'), { key: 'Escape' }))
    expect([field('reasoning_effort').value, field('reasoning_effort').getAttribute('aria-invalid')]).toEqual(['high', 'false'])
    expect(screen.getByRole('complementary', { name: 'Inspector' })).toBeTruthy()
    await emit('preferences.changed', {
      preferences: { ...defaultPreferences, templateVariables: { starter: { reasoning_effort: 'low' } } }
    })
    expect(field('reasoning_effort').value).toBe('low')
  })

  it('are reset one by one', async () => {
    const { sent } = await setUp({ values: { starter: { reasoning_effort: 'high' } } })
    expect(screen.queryByRole('button', { name: /^Reset “date_string”/ })).toBeNull()
    await doing(() => fireEvent.click(screen.getByRole('button', { name: 'Reset “reasoning_effort” to medium' })))
    expect(sent()).toEqual([{ modelId: 'starter', name: 'reasoning_effort', value: '' }])
    expect(field('reasoning_effort').value).toBe('')
    expect(screen.queryByRole('button', { name: /^Reset “reasoning_effort”/ })).toBeNull()
  })

  it('that are too long, or that the disk refuses, stay in the field with a sentence', async () => {
    const { sent } = await setUp()
    await write('date_string', 'x'.repeat(501))
    expect(description('date_string')).toContain('500 characters at most')
    expect(sent()).toEqual([])
    await write('date_string', 'full')
    expect(description('date_string')).toContain('could not be saved')
    expect(field('date_string').value).toBe('full')
    expect(screen.getByText(/^The disk is full/)).toBeTruthy()
  })

  it('count when the inspector is closed', async () => {
    const { sent, emit } = await setUp()
    await type('date_string', '1 May')
    await emit('app.command', { command: 'toggleInspector' })
    expect(sent()).toEqual([{ modelId: 'starter', name: 'date_string', value: '1 May' }])
  })

  it('are told elsewhere where the template refuses them and the field has gone', async () => {
    const { emit } = await setUp()
    await type('date_string', 'bad')
    await emit('app.command', { command: 'toggleInspector' })
    expect(screen.getByText(/^The chat template of the model cannot be used/)).toBeTruthy()
  })

  it('are those of the model in use', async () => {
    const values = { starter: { date_string: '1 May' }, [larger.id]: { date_string: '2 May' } }
    const { emit } = await setUp({ values })
    expect(field('date_string').value).toBe('1 May')
    await emit('model.changed', { model: { ...readyModel, model: larger, templateVariables: variables } as typeof readyModel })
    expect(field('date_string').value).toBe('2 May')
  })

  it('are found in the settings, where Undo takes a change back', async () => {
    const { emit, bridge } = await setUp()
    await emit('app.command', { command: 'showSettings' })
    const settings = within(screen.getByRole('dialog', { name: 'Settings' }))
    await doing(() => fireEvent.change(settings.getByRole('searchbox'), { target: { value: 'template' } }))
    const found = settings.getByRole<HTMLInputElement>('textbox', { name: 'reasoning_effort' })
    await doing(() => fireEvent.change(found, { target: { value: 'high' } }))
    await doing(() => fireEvent.blur(found))
    expect(found.value).toBe('high')
    await doing(() => fireEvent.keyDown(settings.getByRole('heading', { name: 'Settings' }), { key: 'z', code: 'KeyZ', ctrlKey: true }))
    expect(bridge.inputsOf('preferences.set')).toEqual([{ templateVariables: {} }])
  })
})
