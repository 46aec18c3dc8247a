// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { GenerationChoice } from '../../../../shared/domain/generationChoice'
import { defaultChoice } from '../../../../shared/domain/presets'
import { Refused } from '../../testing/fakeBridge'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aQuestion, aReply, readyModel } from '../../testing/samples'

async function setUp(choice?: GenerationChoice) {
  const conversation = aConversation('Letters')
  const question = aQuestion(conversation.id, 'Hello')
  const reply = aReply(question, 'Hi')
  const own = { ...conversation, activeLeafId: reply.id, ...(choice && { choice }) }
  const opened = await openWindow([{ conversation: own, messages: [question, reply] }], { model: readyModel }, (bridge) =>
    bridge.answer('conversation.choose', ({ choice: chosen }) => {
      bridge.emit('conversation.saved', { conversation: { ...own, ...(chosen && { choice: chosen }) } })
      return null
    })
  )
  await opened.emit('app.command', { command: 'toggleInspector' })
  const settings = () => opened.bridge.inputsOf('conversation.choose').map((input) => input.choice?.settings)
  return { ...opened, settings }
}

const kinds = () => within(screen.getByRole('radiogroup', { name: 'Structure of the answer' }))
const choose = (name: string) => doing(() => fireEvent.click(kinds().getByRole('radio', { name })))
const text = (name: string) => screen.getByRole<HTMLTextAreaElement>('textbox', { name })
const write = async (name: string, value: string) => {
  await doing(() => fireEvent.change(text(name), { target: { value } }))
  await doing(() => fireEvent.blur(text(name)))
}
const SCHEMA = '{ "type": "object", "properties": { "name": { "type": "string" } } }'

describe('the structure of the answer', () => {
  it('is in force once it can be used, and any text is written again when it is taken away', async () => {
    const { settings } = await setUp()
    await choose('JSON by a schema')
    expect(settings()).toEqual([])
    await write('JSON schema', SCHEMA)
    expect(settings()).toEqual([{ structure: { kind: 'schema', text: SCHEMA } }])
    await choose('Any text')
    expect(settings().at(-1)).toEqual({})
    await choose('JSON by a schema')
    expect(text('JSON schema').value).toBe(SCHEMA)
  })

  it('is not lost while it is wrong: it is there again, with its fault, after another tab and after the inspector was closed', async () => {
    const { emit, settings } = await setUp()
    await choose('Grammar (GBNF)')
    await write('Grammar', 'root ::= maybe')
    const isThere = async (): Promise<void> => {
      expect(text('Grammar').value).toBe('root ::= maybe')
      await doing(() => fireEvent.blur(text('Grammar')))
      expect(screen.getByRole('alert').textContent).toContain('there is no rule “maybe”')
    }
    await doing(() => fireEvent.click(screen.getByRole('tab', { name: 'Context' })))
    await doing(() => fireEvent.click(screen.getByRole('tab', { name: 'Generation' })))
    await isThere()
    await emit('app.command', { command: 'toggleInspector' })
    await emit('app.command', { command: 'toggleInspector' })
    await isThere()
    expect(settings()).toEqual([])
    await emit('app.command', { command: 'newChat' })
    expect(screen.queryByRole('textbox', { name: 'Grammar' }), 'it is of its chat').toBeNull()
  })

  it('is told where it is wrong, and the one before stays in force', async () => {
    const structure = { kind: 'grammar', text: 'root ::= "yes"' } as const
    const { settings } = await setUp({ ...defaultChoice, settings: { structure } })
    expect(text('Grammar').value).toBe('root ::= "yes"')
    await write('Grammar', 'root ::= "yes" |\n  maybe')
    expect(screen.getByRole('alert').textContent).toBe('Line 2, column 3: there is no rule “maybe”. What was there before is still used.')
    expect(text('Grammar').getAttribute('aria-invalid')).toBe('true')
    expect(settings()).toEqual([])
    await write('Grammar', 'root ::= "yes" |\n  "maybe"')
    expect(screen.queryByRole('alert')).toBeNull()
    expect(settings().at(-1)).toEqual({ structure: { kind: 'grammar', text: 'root ::= "yes" |\n  "maybe"' } })
  })

  it('says of a schema what an answer cannot be held to', async () => {
    const { settings } = await setUp()
    await choose('JSON by a schema')
    await write('JSON schema', '{ "type": "string", "pattern": "a" }')
    expect(screen.getByRole('alert').textContent).toBe(
      'Line 1, column 21: an answer cannot be held to “pattern” here. Until it is right, any text may be written.'
    )
    await write('JSON schema', '{ "type": "string"')
    expect(screen.getByRole('alert').textContent).toContain('this is not JSON')
    expect(settings()).toEqual([])
  })

  it('is gone with its text, and while there is none of another kind', async () => {
    const structure = { kind: 'schema', text: SCHEMA } as const
    const { settings } = await setUp({ ...defaultChoice, settings: { structure } })
    await choose('Grammar (GBNF)')
    expect(settings().at(-1)).toEqual({})
    await choose('JSON by a schema')
    expect(settings().at(-1)).toEqual({ structure })
    await write('JSON schema', ' ')
    expect(settings().at(-1)).toEqual({})
    expect(screen.getByText('Any text may be written until something stands here.')).toBeTruthy()
  })

  it('stays as it was typed when the disk refuses it', async () => {
    const { bridge, settings } = await setUp({ ...defaultChoice, settings: { structure: { kind: 'grammar', text: 'root ::= "a"' } } })
    bridge.answer('conversation.choose', () => {
      throw new Refused({ code: 'storage.diskFull' })
    })
    await write('Grammar', 'root ::= "b"')
    expect(text('Grammar').value).toBe('root ::= "b"')
    expect(
      screen
        .getAllByRole('alert')
        .map(({ textContent }) => textContent)
        .join(' ')
    ).toContain('could not be saved')
    bridge.answer('conversation.choose', () => null)
    await doing(() => fireEvent.blur(text('Grammar')))
    expect(settings().at(-1)).toEqual({ structure: { kind: 'grammar', text: 'root ::= "b"' } })
  })

  it('is a grammar or a schema, never both', async () => {
    const { settings } = await setUp({ ...defaultChoice, settings: { structure: { kind: 'schema', text: SCHEMA } } })
    await choose('Grammar (GBNF)')
    expect(screen.queryByRole('textbox', { name: 'JSON schema' })).toBeNull()
    await write('Grammar', 'root ::= "a"')
    expect(settings().at(-1)).toEqual({ structure: { kind: 'grammar', text: 'root ::= "a"' } })
    await doing(() => fireEvent.click(screen.getByRole('button', { name: 'Reset “Structure of the answer” to Any text' })))
    expect(settings().at(-1)).toEqual({})
    expect(kinds().getByRole('radio', { name: 'Any text' }).getAttribute('aria-checked')).toBe('true')
  })
})
