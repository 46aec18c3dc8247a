// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { GenerationChoice } from '../../../../shared/domain/generationChoice'
import type { ContextLedger } from '../../../../shared/domain/contextLedger'
import { defaultChoice, type Preset } from '../../../../shared/domain/presets'
import { LONGEST_SYSTEM_PROMPT } from '../../../../shared/domain/settingFields'
import { defaultPreferences, type WindowPreferences } from '../../../../shared/domain/windowPreferences'
import { useContextStore } from '../../state/contextStore'
import { Refused } from '../../testing/fakeBridge'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aQuestion, aReply, readyModel, starter } from '../../testing/samples'

const letters: Preset = { id: 'letters', name: 'Letters', settings: { temperature: 0.4 }, systemPrompt: 'Write letters.' }
const notes: Preset = { id: 'notes', name: 'Notes', settings: {}, systemPrompt: '' }

async function setUp({ preferences = {}, choice }: { preferences?: Partial<WindowPreferences>; choice?: GenerationChoice } = {}) {
  const conversation = aConversation('Letters')
  const question = aQuestion(conversation.id, 'Hello')
  const reply = aReply(question, 'Hi')
  const chat = { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] }
  const stored = { ...chat, conversation: { ...chat.conversation, ...(choice && { choice }) } }
  const model = { ...readyModel, recommended: { settings: { temperature: 0.3, topK: 20 }, systemMessage: 'Be kind.' } } as typeof readyModel
  let newChoice: GenerationChoice | null = null
  const opened = await openWindow([stored], { model, newChoice, preferences: { ...defaultPreferences, ...preferences } }, (bridge) =>
    bridge.answer('conversation.choose', ({ conversationId, choice: chosen }) => {
      if (conversationId === null) newChoice = chosen
      else bridge.emit('conversation.saved', { conversation: { ...chat.conversation, ...(chosen && { choice: chosen }) } })
      return null
    })
  )
  await opened.emit('app.command', { command: 'toggleInspector' })
  const chosen = () => opened.bridge.inputsOf('conversation.choose').map((input) => input.choice)
  const presets = () => opened.bridge.inputsOf('preferences.set').map((input) => input.presets)
  return { ...opened, chat, chosen, presets }
}

const field = (name: string) => screen.getByRole<HTMLInputElement>('spinbutton', { name })
const slider = (name: string) => screen.getByRole<HTMLInputElement>('slider', { name })
const button = (name: string | RegExp) => screen.getByRole('button', { name })
const click = (element: HTMLElement) => doing(() => fireEvent.click(element))
const type = async (name: string, text: string) => {
  await doing(() => fireEvent.change(field(name), { target: { value: text } }))
  await doing(() => fireEvent.blur(field(name)))
}
const press = (element: HTMLElement, key: string) => doing(() => fireEvent.keyDown(element, { key }))
const pick = async (role: 'menuitem' | 'menuitemradio', name: string | RegExp) => {
  await click(button(/^Preset: /))
  await click(screen.getByRole(role, { name }))
}

describe('the inspector', () => {
  it('opens by its button and by its command, and closes again', async () => {
    const { emit } = await setUp()
    expect(screen.getByRole('complementary', { name: 'Inspector' })).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Generation' }))
    await click(within(screen.getByRole('complementary')).getByRole('button', { name: 'Close' }))
    expect(screen.queryByRole('complementary')).toBeNull()
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }))
    await click(button('Inspector'))
    expect(button('Inspector').getAttribute('aria-expanded')).toBe('true')
    await emit('app.command', { command: 'toggleInspector' })
    expect(screen.queryByRole('complementary')).toBeNull()
  })

  it('shows what the model’s makers recommend, and marks nothing that was not changed', async () => {
    await setUp()
    expect(field('Temperature').value).toBe('0.3')
    expect(field('Top P').value).toBe('0.9')
    expect(field('Maximum tokens').value).toBe('')
    expect(screen.getByText(/Recommended for this model: 0.3/)).toBeTruthy()
    expect(screen.getByPlaceholderText('The model’s own is used: “Be kind.”')).toBeTruthy()
    expect(screen.queryByText('changed')).toBeNull()
    expect(button('Reset all').getAttribute('aria-disabled')).toBe('true')
  })
})

describe('a setting', () => {
  it('that is too long is not lost when another tab is shown', async () => {
    const { chosen } = await setUp()
    const long = 'x'.repeat(LONGEST_SYSTEM_PROMPT + 1)
    const prompt = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'System prompt' })
    await doing(() => fireEvent.change(prompt(), { target: { value: long } }))
    await click(screen.getByRole('tab', { name: 'Context' }))
    await click(screen.getByRole('tab', { name: 'Generation' }))
    expect(prompt().value).toBe(long)
    expect(screen.getByRole('alert').textContent).toContain('characters at most')
    expect(chosen()).toEqual([])
  })

  it('is shown as the model’s template writes it where nobody recommends one, and asked for again with another model', async () => {
    const { emit, bridge } = await setUp()
    expect(bridge.inputsOf('context.systemPromptOfModel')).toEqual([])
    let own: string | null = 'You are Tiny.'
    bridge.answer('context.systemPromptOfModel', () => own)
    const model = { ...readyModel, recommended: null } as typeof readyModel
    await emit('model.changed', { model })
    expect(screen.getByPlaceholderText('The model’s own is used: “You are Tiny.”')).toBeTruthy()
    own = null
    await emit('model.changed', { model: { ...model, model: { ...starter, id: 'folder:other.gguf' } } as typeof readyModel })
    expect(screen.getByPlaceholderText('Empty: the model’s own is used, if it has one.')).toBeTruthy()
  })

  it('is asked for as the prompt will be rendered, and again when the way of thinking or a value for the template changes', async () => {
    const { emit, bridge } = await setUp()
    let tone = 'plain'
    bridge.answer('context.systemPromptOfModel', ({ thinking }) => `Thinking: ${thinking}. Tone: ${tone}.`)
    const model = { ...readyModel, recommended: null, templateVariables: [{ name: 'tone', default: 'plain' }] } as typeof readyModel
    await emit('model.changed', { model })
    const shows = (words: string) => expect(screen.getByPlaceholderText(`The model’s own is used: “${words}”`)).toBeTruthy()
    shows('Thinking: automatic. Tone: plain.')
    await click(within(screen.getByRole('radiogroup', { name: 'Thinking' })).getByRole('radio', { name: 'Off' }))
    shows('Thinking: off. Tone: plain.')
    tone = 'calm'
    const templateVariables = { starter: { tone }, other: { tone: 'loud' } }
    await emit('preferences.changed', { preferences: { ...defaultPreferences, templateVariables } })
    shows('Thinking: off. Tone: calm.')
    const asked = bridge.inputsOf('context.systemPromptOfModel').length
    const other = { starter: { tone }, other: { tone: 'soft' } }
    await emit('preferences.changed', { preferences: { ...defaultPreferences, templateVariables: other } })
    expect(bridge.inputsOf('context.systemPromptOfModel'), 'nothing that this model reads has changed').toHaveLength(asked)
  })

  it('is changed by its field, for this chat alone; what differs from the preset is marked and can be reset', async () => {
    const { chosen, bridge } = await setUp()
    await type('Temperature', '1,2')
    expect(chosen()).toEqual([{ ...defaultChoice, settings: { temperature: 1.2 } }])
    expect(slider('Temperature').value).toBe('1.2')
    expect(screen.getAllByText('changed')).toHaveLength(2) // beside its name and at the preset
    await click(button('Reset “Temperature” to 0.3'))
    expect(chosen().at(-1)).toEqual(defaultChoice)
    expect(bridge.inputsOf('preferences.set')).toEqual([])
  })

  it('is changed by its slider and by the arrow keys', async () => {
    const { chosen } = await setUp()
    await doing(() => fireEvent.change(slider('Top K'), { target: { value: '10' } }))
    expect(chosen().at(-1)?.settings).toEqual({ topK: 100 })
    expect(slider('Top K').getAttribute('aria-valuetext')).toBe('100')
    await press(field('Top K'), 'ArrowDown')
    await doing(() => fireEvent.keyUp(field('Top K'), { key: 'ArrowDown' }))
    expect(chosen().at(-1)?.settings).toEqual({ topK: 80 })
    await press(field('Seed'), 'ArrowUp')
    await doing(() => fireEvent.keyUp(field('Seed'), { key: 'ArrowUp' }))
    expect(chosen().at(-1)?.settings).toEqual({ topK: 80, seed: 1 })
  })

  it('counts once when it is dragged', async () => {
    const { chosen } = await setUp()
    const thumb = slider('Min P')
    await doing(() => fireEvent.pointerDown(thumb))
    for (const value of ['0.1', '0.2', '0.3']) await doing(() => fireEvent.change(thumb, { target: { value } }))
    expect(chosen()).toEqual([])
    expect(thumb.getAttribute('aria-valuetext')).toBe('0.3')
    await doing(() => fireEvent.pointerUp(thumb))
    expect(chosen().map((choice) => choice?.settings)).toEqual([{ minP: 0.3 }])
  })

  it('refuses what is no value of it in a sentence, and keeps the last one', async () => {
    const { chosen } = await setUp()
    await type('Top P', 'much')
    expect(screen.getByRole('alert').textContent).toBe('“much” is not a number. Top P goes from 0 to 1; 0.9 is still used.')
    expect(field('Top P').getAttribute('aria-invalid')).toBe('true')
    expect(field('Top P').value).toBe('much')
    await type('Top P', '1.5')
    expect(screen.getByRole('alert').textContent).toBe('Top P goes from 0 to 1. 0.9 is still used.')
    expect(chosen()).toEqual([])
    await doing(() => fireEvent.change(field('Top P'), { target: { value: '7' } }))
    await press(field('Top P'), 'Escape')
    expect(field('Top P').value).toBe('0.9')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('can be without a limit, and drawn anew', async () => {
    const { chosen } = await setUp({ choice: { ...defaultChoice, settings: { maxTokens: 100, seed: 7 } } })
    await type('Maximum tokens', '')
    await type('Seed', ' ')
    expect(chosen().at(-1)).toEqual(defaultChoice)
    expect(field('Seed').placeholder).toBe('another one each time')
  })

  it('goes back to what it was when main cannot save it', async () => {
    const { bridge } = await setUp()
    bridge.answer('conversation.choose', () => {
      throw new Refused({ code: 'storage.diskFull' })
    })
    await type('Temperature', '2')
    expect(field('Temperature').value).toBe('0.3')
    expect(screen.getByText('The setting could not be saved, so it is as it was.', { selector: '.banner *' })).toBeTruthy()
  })

  it('counts once when an arrow key is held down, from what is typed on, and through the values of its slider', async () => {
    const { chosen } = await setUp()
    await doing(() => fireEvent.change(field('Top K'), { target: { value: '55' } }))
    for (let repeat = 0; repeat < 3; repeat++) await press(field('Top K'), 'ArrowUp')
    expect(chosen()).toEqual([])
    await doing(() => fireEvent.keyUp(field('Top K'), { key: 'ArrowUp' }))
    expect(chosen().map((choice) => choice?.settings)).toEqual([{ topK: 100 }])
    await type('Maximum tokens', '100000')
    await press(field('Maximum tokens'), 'ArrowDown')
    expect(field('Maximum tokens').value).toBe('32768')
  })

  it('that was refused is well again when the value changes elsewhere', async () => {
    await setUp({ choice: { ...defaultChoice, settings: { temperature: 1.2 } } })
    await type('Temperature', 'x')
    await click(button('Reset all'))
    expect(field('Temperature').value).toBe('0.3')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('that is typed counts for what a command does now, and when another chat is opened', async () => {
    const { chat, bridge, emit } = await setUp()
    bridge.answer('generation.start', () => {
      throw new Refused({ code: 'generation.busy', params: { count: 4 } })
    })
    await doing(() => fireEvent.change(field('Temperature'), { target: { value: '0.9' } }))
    await emit('app.command', { command: 'tryAgain' })
    const order = bridge.asked.map(({ name }) => name).filter((name) => name === 'conversation.choose' || name === 'generation.start')
    expect(order).toEqual(['conversation.choose', 'generation.start'])
    await doing(() => fireEvent.change(field('Top P'), { target: { value: '0.4' } }))
    await emit('app.command', { command: 'newChat' })
    expect(bridge.inputsOf('conversation.choose').map(({ conversationId, choice }) => [conversationId, choice?.settings])).toEqual([
      [chat.conversation.id, { temperature: 0.9 }],
      [chat.conversation.id, { temperature: 0.9, topP: 0.4 }]
    ])
  })

  it('and what was typed beside it are saved together, each over the newest of the other', async () => {
    const { chosen, emit } = await setUp()
    await doing(() => fireEvent.change(screen.getByRole('textbox', { name: 'System prompt' }), { target: { value: 'Rhyme.' } }))
    await doing(() => fireEvent.change(field('Top P'), { target: { value: '0.4' } }))
    await emit('app.command', { command: 'newChat' })
    expect(chosen().at(-1)).toEqual({ ...defaultChoice, systemPrompt: 'Rhyme.', settings: { topP: 0.4 } })
  })

  it('that is changed while the first message is being saved is of the chat that it makes', async () => {
    const { bridge, emit } = await setUp()
    await emit('app.command', { command: 'newChat' })
    const made = aConversation('Made')
    const question = aQuestion(made.id, 'Hello')
    const reply = aReply(question, '', { status: { kind: 'streaming' } })
    let answer = (): void => undefined
    bridge.answer(
      'generation.send',
      () =>
        new Promise((resolve) => {
          answer = () =>
            resolve({
              conversation: { ...made, activeLeafId: reply.id },
              message: reply,
              userMessage: question,
              generation: {
                generationId: question.id,
                conversationId: made.id,
                messageId: reply.id,
                sequence: 0,
                phase: { kind: 'waitingForModel' }
              }
            })
        })
    )
    await doing(() => fireEvent.input(screen.getByRole('textbox', { name: 'Message' }), { target: { value: 'Hello' } }))
    await click(button('Send'))
    await type('Temperature', '0.9')
    expect(bridge.inputsOf('conversation.choose')).toEqual([])
    await doing(answer)
    await doing(() => undefined)
    expect(bridge.inputsOf('conversation.choose').map(({ conversationId }) => conversationId)).toEqual([made.id])
  })

  it('stays what was chosen while nobody knows what the model recommends', async () => {
    const { chosen, emit } = await setUp()
    await emit('model.changed', { model: { kind: 'none' } })
    await type('Temperature', '0.7')
    await type('Temperature', '0.8')
    await type('Temperature', '0.7')
    expect(chosen().at(-1)?.settings).toEqual({ temperature: 0.7 })
    await type('Temperature', '0.8')
    await click(button(/^Reset “Temperature” to/))
    expect(chosen().at(-1)?.settings).toEqual({})
  })

  it('that is a choice or a list of texts', async () => {
    const { chosen } = await setUp()
    await click(within(screen.getByRole('radiogroup', { name: 'Thinking' })).getByRole('radio', { name: 'Off' }))
    expect(chosen().at(-1)?.settings).toEqual({ thinking: 'off' })
    const entry = screen.getByRole('textbox', { name: 'New stop text' })
    await doing(() => fireEvent.change(entry, { target: { value: '\\nUser:' } }))
    await press(entry, 'Enter')
    expect(chosen().at(-1)?.settings).toEqual({ thinking: 'off', stopTexts: ['\nUser:'] })
    await doing(() => fireEvent.change(entry, { target: { value: '\\nUser:' } }))
    await press(entry, 'Enter')
    expect(screen.getByRole('alert').textContent).toContain('is there already')
    await click(button('Remove “\\nUser:”'))
    expect(chosen().at(-1)?.settings).toEqual({ thinking: 'off' })
  })
})

it('a preset takes nothing from a chat but settings and system prompt', async () => {
  const { chosen } = await setUp({ choice: { ...defaultChoice, settings: { topK: 1 }, whenFull: 'ask' } })
  await pick('menuitemradio', /^Precise/)
  expect(chosen().at(-1)).toEqual({ presetId: 'precise', settings: {}, systemPrompt: null, whenFull: 'ask' })
})

describe('the system prompt', () => {
  it('is saved when it is left; a blank one is the model’s own', async () => {
    const { chosen } = await setUp({ preferences: { presets: [letters] }, choice: { ...defaultChoice, presetId: 'letters' } })
    const prompt = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'System prompt' })
    expect(prompt.value).toBe('Write letters.')
    await doing(() => fireEvent.change(prompt, { target: { value: 'Rhyme.' } }))
    await doing(() => fireEvent.blur(prompt))
    expect(chosen()).toEqual([{ presetId: 'letters', settings: {}, systemPrompt: 'Rhyme.' }])
    await doing(() => fireEvent.change(prompt, { target: { value: '' } }))
    await doing(() => fireEvent.blur(prompt))
    expect(chosen().at(-1)?.systemPrompt).toBe('')
    await click(button('Reset “System prompt” to “Write letters.”'))
    expect(chosen().at(-1)?.systemPrompt).toBeNull()
  })

  it('that is too long says so, and the last one that fits counts', async () => {
    const { chosen } = await setUp()
    const prompt = screen.getByRole('textbox', { name: 'System prompt' })
    await doing(() => fireEvent.change(prompt, { target: { value: 'a'.repeat(20_001) } }))
    await doing(() => fireEvent.blur(prompt))
    expect(screen.getByRole('alert').textContent).toContain('20,000 characters')
    expect(chosen()).toEqual([])
  })

  it('stays as it was typed where main cannot save it', async () => {
    const { bridge } = await setUp()
    bridge.answer('conversation.choose', () => {
      throw new Refused({ code: 'storage.diskFull' })
    })
    const prompt = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'System prompt' })
    await doing(() => fireEvent.change(prompt, { target: { value: 'A long text.' } }))
    await doing(() => fireEvent.blur(prompt))
    await doing(() => undefined)
    expect(prompt.value).toBe('A long text.')
    expect(screen.getByText('This could not be saved. What was saved last is still used.')).toBeTruthy()
  })

  it('that is being typed when another chat is opened stays with its own', async () => {
    const { bridge, chat } = await setUp()
    const prompt = screen.getByRole('textbox', { name: 'System prompt' })
    await doing(() => fireEvent.change(prompt, { target: { value: 'Rhyme.' } }))
    await click(screen.getAllByRole('button', { name: 'New chat' })[0] as HTMLElement)
    expect(bridge.inputsOf('conversation.choose')).toEqual([
      { conversationId: chat.conversation.id, choice: { ...defaultChoice, systemPrompt: 'Rhyme.' } }
    ])
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'System prompt' }).value).toBe('')
  })
})

describe('presets', () => {
  it('are chosen, and what was changed comes back with Undo', async () => {
    const choice = { ...defaultChoice, settings: { topK: 5 } }
    const { chosen } = await setUp({ choice })
    expect(button('Preset: Recommended, changed')).toBeTruthy()
    await pick('menuitemradio', /^Precise/)
    expect(chosen().at(-1)).toEqual({ presetId: 'precise', settings: {}, systemPrompt: null })
    expect(field('Temperature').value).toBe('0.2')
    await click(button('Undo'))
    expect(chosen().at(-1)).toEqual(choice)
  })

  it('are made of what was changed, and are in use then', async () => {
    const { chosen, presets } = await setUp({ choice: { ...defaultChoice, settings: { topK: 5 }, systemPrompt: 'Rhyme.' } })
    await pick('menuitem', 'Save as a new preset…')
    const name = screen.getByRole('textbox', { name: 'Name of the preset' })
    await click(button('Save'))
    expect(screen.getByRole('alert').textContent).toBe('A preset needs a name.')
    await doing(() => fireEvent.change(name, { target: { value: ' Poems ' } }))
    await click(button('Save'))
    const [saved] = presets()[0] ?? []
    expect(saved).toMatchObject({ name: 'Poems', settings: { topK: 5 }, systemPrompt: 'Rhyme.' })
    expect(chosen().at(-1)).toEqual({ presetId: saved?.id, settings: {}, systemPrompt: null })
    expect(button('Preset: Poems')).toBeTruthy()
    expect(field('Top K').value).toBe('5')
  })

  it('leave the changes in the chat where they cannot be saved', async () => {
    const { bridge, chosen } = await setUp({ choice: { ...defaultChoice, settings: { topK: 5 } } })
    bridge.answer('preferences.set', () => {
      throw new Refused({ code: 'storage.diskFull' })
    })
    await pick('menuitem', 'Save as a new preset…')
    await doing(() => fireEvent.change(screen.getByRole('textbox', { name: 'Name of the preset' }), { target: { value: 'Poems' } }))
    await click(button('Save'))
    await click(screen.getByRole('button', { name: 'Use these for every chat', hidden: true }))
    expect(chosen()).toEqual([])
    expect(field('Top K').value).toBe('5')
  })

  it('that were imported can be taken back in the settings, and an older change behind them', async () => {
    const { bridge, emit } = await setUp({ preferences: { presets: [letters] } })
    await emit('app.command', { command: 'showSettings' })
    await click(screen.getByRole('tab', { name: 'Generation', hidden: false }))
    await click(button('Duplicate “Letters”'))
    const two = bridge.inputsOf('preferences.set').at(-1)?.presets ?? []
    bridge.answer('presets.import', () => {
      bridge.emit('preferences.changed', { preferences: { ...defaultPreferences, presets: [...two, notes] } })
      return { file: 'a.json', presets: [notes], leftOut: 0 }
    })
    await click(button('Import…'))
    await click(button('Undo the last change'))
    expect(bridge.inputsOf('preferences.set').at(-1)).toEqual({ presets: two })
    await click(button('Undo the last change'))
    expect(bridge.inputsOf('preferences.set').at(-1)).toEqual({ presets: [letters] })
  })

  it('are never two of one name, and take the changes of the chat in which they are', async () => {
    const { presets, chosen } = await setUp({
      preferences: { presets: [letters, notes] },
      choice: { presetId: 'letters', settings: { topK: 5 }, systemPrompt: null }
    })
    await pick('menuitem', 'Save as a new preset…')
    await doing(() => fireEvent.change(screen.getByRole('textbox', { name: 'Name of the preset' }), { target: { value: 'Notes' } }))
    await click(button('Save'))
    expect(screen.getByRole('alert').textContent).toBe('There is a preset with this name already.')
    await click(button('Cancel'))
    await pick('menuitem', /^Save the changes in “Letters”/)
    expect(presets()).toEqual([[{ ...letters, settings: { temperature: 0.4, topK: 5 } }, notes]])
    expect(chosen().at(-1)).toEqual({ presetId: 'letters', settings: {}, systemPrompt: null })
  })

  it('are renamed, doubled, moved, deleted and brought back in the settings', async () => {
    const { presets, emit } = await setUp({ preferences: { presets: [letters, notes] } })
    await emit('app.command', { command: 'showSettings' })
    await click(screen.getByRole('tab', { name: 'Generation', hidden: false }))
    const list = () =>
      within(screen.getByRole('list', { name: 'Presets' }))
        .getAllByRole('listitem')
        .map((row) => row.textContent)
    await click(button('Move “Letters” down'))
    expect(list()).toEqual(['Notes', 'Letters'])
    await click(button('Duplicate “Notes”'))
    expect(list()).toEqual(['Notes', 'Notes (copy)', 'Letters'])
    await click(button('Rename “Letters”'))
    const name = screen.getByRole('textbox', { name: 'Name of the preset' })
    await doing(() => fireEvent.change(name, { target: { value: 'Notes' } }))
    expect(screen.getByRole('alert').textContent).toBe('There is a preset with this name already.')
    await press(name, 'Enter')
    await press(name, 'Escape')
    expect(list()).toEqual(['Notes', 'Notes (copy)', 'Letters'])
    await click(button('Rename “Letters”'))
    const before = presets().length
    await doing(() => fireEvent.change(screen.getByRole('textbox', { name: 'Name of the preset' }), { target: { value: 'Mail' } }))
    await press(screen.getByRole('textbox', { name: 'Name of the preset' }), 'Enter')
    expect(list()).toEqual(['Notes', 'Notes (copy)', 'Mail'])
    expect(presets().length, 'one change').toBe(before + 1)
    expect(document.activeElement).toBe(button('Rename “Mail”'))
    await click(button('Delete “Notes”'))
    expect(list()).toEqual(['Notes (copy)', 'Mail'])
    await click(screen.getByRole('button', { name: 'Undo', hidden: true }))
    expect(list()).toEqual(['Notes', 'Notes (copy)', 'Mail'])
    expect(presets().at(-1)?.at(-1)).toEqual({ ...letters, name: 'Mail' })
  })
})

describe('the context', () => {
  const ledger: ContextLedger = {
    limit: 1000,
    format: 20,
    summary: 0,
    you: 100,
    replies: 200,
    draft: 30,
    kept: 250,
    reused: 300,
    readingMs: 5_000,
    firstUnreadId: null,
    lastUnreadId: null,
    isAsked: false,
    isSummaryDue: false,
    isTooLong: false
  }

  it('is shown part by part as it is measured, and so is what is left out', async () => {
    const { bridge, emit } = await setUp()
    await click(screen.getByRole('tab', { name: 'Context' }))
    expect(screen.getByText('What the next reply reads is shown here as soon as a model is ready.')).toBeTruthy()
    await doing(() => useContextStore.setState({ ledger }))
    expect(screen.getByText('350 of 1,000 tokens')).toBeTruthy()
    const rows = screen.getAllByRole('term').map((term) => `${term.textContent} ${term.nextElementSibling?.textContent ?? ''}`)
    expect(rows).toEqual([
      'System prompt and chat format 20',
      'You 100',
      'Replies 200',
      'What you are writing 30',
      'Kept for the reply 250',
      'Free 400'
    ])
    const meter = screen.getByRole('meter', { name: 'Context used' })
    expect([meter.getAttribute('aria-valuenow'), meter.getAttribute('aria-valuetext')]).toEqual(['350', '35 % of 1,000 tokens'])
    bridge.answer('context.showPrompt', () => [
      { text: '<|user|>', isMark: true },
      { text: 'Hello', isMark: false }
    ])
    await click(button('Show the exact prompt'))
    expect(screen.getByRole('region', { name: 'Prompt' }).textContent).toBe('<|user|>Hello')
    await click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Copy' }))
    expect(bridge.inputsOf('clipboard.write')).toEqual([{ text: '<|user|>Hello' }])
    await emit('app.command', { command: 'newChat' })
    await doing(() => useContextStore.setState({ ledger }))
    expect(screen.queryByRole('dialog'), 'it was of the chat before').toBeNull()
  })

  it('says what is to be read and how long that takes only where something is written', async () => {
    await setUp()
    await doing(() => useContextStore.setState({ ledger }))
    const words = 'about 50 new tokens to read, about 5 seconds'
    expect(screen.queryByText(words)).toBeNull()
    await doing(() => fireEvent.input(screen.getByRole('textbox', { name: 'Message' }), { target: { value: 'And now?' } }))
    expect(screen.getByText(words)).toBeTruthy()
  })

  it('offers what becomes of a chat when it is full, for the chat alone, and takes it back', async () => {
    const { chosen } = await setUp({ choice: { ...defaultChoice, settings: { topK: 5 } } })
    await click(screen.getByRole('tab', { name: 'Context' }))
    const group = within(screen.getByRole('radiogroup', { name: 'When the context is full' }))
    expect(group.getByRole('radio', { name: 'Leave out the oldest messages', checked: true })).toBeTruthy()
    await click(group.getByRole('radio', { name: 'Ask me' }))
    expect(chosen().at(-1)).toEqual({ ...defaultChoice, settings: { topK: 5 }, whenFull: 'ask' })
    await click(button('Reset “When the context is full” to Leave out the oldest messages'))
    expect(chosen().at(-1)).toEqual({ ...defaultChoice, settings: { topK: 5 } })
  })

  it('says of a chat that is too long what will happen to it', async () => {
    const { chat } = await setUp()
    await click(screen.getByRole('tab', { name: 'Context' }))
    await doing(() => useContextStore.setState({ ledger: { ...ledger, isAsked: true } }))
    expect(screen.getByText(/^The chat is longer than the model can read\. When you send this, Hearth asks what to do/)).toBeTruthy()
    const last = chat.messages[1]?.id ?? null
    await doing(() => useContextStore.setState({ ledger: { ...ledger, firstUnreadId: last, lastUnreadId: last } }))
    expect(screen.getByText(/The next reply reads its first messages and the newest ones/)).toBeTruthy()
    expect(screen.getAllByRole('article').map((row) => row.classList.contains('unread'))).toEqual([false, true])
  })

  it('greys the messages that the next reply leaves out', async () => {
    const { chat } = await setUp()
    await doing(() =>
      useContextStore.setState({
        ledger: { ...ledger, firstUnreadId: chat.messages[0]?.id ?? null, lastUnreadId: chat.messages[0]?.id ?? null }
      })
    )
    const classes = screen.getAllByRole('article').map((row) => row.classList.contains('unread'))
    expect(classes).toEqual([true, false])
  })
})

describe('what every chat is generated with', () => {
  it('is changed in the settings, holds for chats without settings of their own, and is reset there', async () => {
    const { emit, bridge } = await setUp()
    await emit('app.command', { command: 'showSettings' })
    await click(screen.getByRole('tab', { name: 'Generation', hidden: false }))
    const dialog = within(screen.getByRole('dialog'))
    const top = dialog.getByRole('spinbutton', { name: 'Top P' })
    await doing(() => fireEvent.change(top, { target: { value: '0.5' } }))
    await doing(() => fireEvent.blur(top))
    expect(bridge.inputsOf('preferences.set')).toEqual([{ generation: { ...defaultChoice, settings: { topP: 0.5 } } }])
    expect(screen.getAllByRole<HTMLInputElement>('spinbutton', { name: 'Top P', hidden: true }).map(({ value }) => value)).toEqual([
      '0.5',
      '0.5'
    ])
    await click(dialog.getByRole('button', { name: 'Reset generation' }))
    expect(bridge.inputsOf('preferences.set').at(-1)).toEqual({ generation: defaultChoice })
  })

  it('can be that of this chat, and this chat can be as every chat again', async () => {
    const choice = { ...defaultChoice, settings: { topK: 5 } }
    const { bridge, chosen } = await setUp({ choice })
    await click(button('Use these for every chat'))
    expect(bridge.inputsOf('preferences.set')).toEqual([{ generation: choice }])
    expect(chosen().at(-1)).toBeNull()
    await click(button('Undo'))
    expect(chosen().at(-1)).toEqual(choice)
    await click(button('Use the settings for every chat'))
    expect(chosen().at(-1)).toBeNull()
  })
})
