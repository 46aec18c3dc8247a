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
        if (value === 'endless') throw new Refused({ code: 'generation.templateUntried' })
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
const enter = (name: string) => doing(() => fireEvent.keyDown(field(name), { key: 'Enter' }))
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

  it('that the template refuses are tried again by Enter: another variable may have been the cause', async () => {
    const { sent } = await setUp()
    await write('reasoning_effort', 'bad')
    await enter('reasoning_effort')
    expect(sent()).toHaveLength(2)
    expect(description('reasoning_effort')).toMatch(/^The template cannot be used with this/)
  })

  it('that end the model are told at the field, and only Enter tries them again', async () => {
    const { sent } = await setUp({ values: { starter: { date_string: '1 May' } } })
    await write('date_string', 'endless')
    expect(description('date_string')).toBe(
      'The model stopped or failed while it tried this. What was there before still counts. Press Enter to try it again.'
    )
    expect(field('date_string').value).toBe('endless')
    await doing(() => fireEvent.blur(field('date_string')))
    expect(sent()).toHaveLength(1)
    await enter('date_string')
    expect(sent()).toHaveLength(2)
  })

  it('that could not be saved are tried again when the field is left, and by Enter', async () => {
    const { sent, bridge, emit } = await setUp()
    await write('date_string', 'full')
    await doing(() => fireEvent.blur(field('date_string')))
    expect(sent()).toHaveLength(2)
    bridge.answer('model.setTemplateValue', ({ value }) => {
      bridge.emit('preferences.changed', {
        preferences: { ...defaultPreferences, templateVariables: { starter: { date_string: value } } }
      })
      return null
    })
    await enter('date_string')
    expect(sent()).toHaveLength(3)
    expect([field('date_string').value, field('date_string').getAttribute('aria-invalid')]).toEqual(['full', 'false'])
    await emit('preferences.changed', { preferences: defaultPreferences })
    expect(field('date_string').value, 'nothing of it is left in the field').toBe('')
  })

  it.each([
    ['', {}],
    ['low', { starter: { date_string: 'low' } }],
    ['medium', {}]
  ])('that are changed again while one is under way are asked for in that order: “%s” is the last', async (last, values) => {
    const { sent, bridge } = await setUp({ values })
    const answers: (() => void)[] = []
    bridge.answer('model.setTemplateValue', ({ modelId, name, value }) => {
      return new Promise((resolve) =>
        answers.push(() => {
          const templateVariables = withTemplateValue(values, modelId, name, value)
          bridge.emit('preferences.changed', { preferences: { ...defaultPreferences, templateVariables } })
          resolve(null)
        })
      )
    })
    await type('date_string', 'high')
    await enter('date_string')
    await write('date_string', last)
    await doing(() => fireEvent.blur(field('date_string')))
    expect(sent().map(({ value }) => value)).toEqual(['high', last])
    for (const answer of answers) {
      await doing(answer)
      expect(field('date_string').value, 'what was typed last stays').toBe(last)
    }
    await write('date_string', last)
    expect(sent(), 'it is what is saved').toHaveLength(2)
  })

  it('are those of their names alone, whatever these are', async () => {
    const model = { ...readyModel, templateVariables: [{ name: 'constructor', default: null }] } as typeof readyModel
    const { sent } = await setUp({ model, values: { starter: { tone: 'calm' } } })
    expect(field('constructor').value).toBe('')
    expect(screen.queryByRole('button', { name: /^Reset “constructor”/ })).toBeNull()
    await write('constructor', 'Ada')
    expect(sent()).toEqual([{ modelId: 'starter', name: 'constructor', value: 'Ada' }])
    expect(field('constructor').value).toBe('Ada')
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

  it.each([
    ['bad', /^The chat template of the model cannot be used with what is given to its variables\./],
    ['endless', /^The model stopped or failed while it tried what is given to a variable/]
  ])('are told with their name elsewhere where the field has gone: “%s”', async (value, why) => {
    const { emit } = await setUp({ values: { starter: { date_string: '1 May' } } })
    await type('date_string', value)
    await emit('app.command', { command: 'toggleInspector' })
    expect(screen.getByText(`“date_string” was not set to “${value}”. What was there before still counts.`)).toBeTruthy()
    expect(screen.getByText(why)).toBeTruthy()
  })

  it('that are long are told by their beginning', async () => {
    const { emit, bridge } = await setUp()
    bridge.answer('model.setTemplateValue', () => {
      throw new Refused({ code: 'generation.templateRefused' })
    })
    await type('date_string', 'x'.repeat(100))
    await emit('app.command', { command: 'toggleInspector' })
    expect(screen.getByText(`“date_string” was not set to “${'x'.repeat(40)}…”. What was there before still counts.`)).toBeTruthy()
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
