// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { defaultChoice } from '../../../../shared/domain/presets'
import { LONGEST_SYSTEM_PROMPT } from '../../../../shared/domain/settingFields'
import { defaultPreferences } from '../../../../shared/domain/windowPreferences'
import { Refused } from '../../testing/fakeBridge'
import { button, click, field, letters, openInspector, pick, press, slider, type } from '../../testing/openInspector'
import { doing } from '../../testing/openWindow'
import { aConversation, aQuestion, aReply, readyModel, starter } from '../../testing/samples'

describe('the inspector', () => {
  it('opens by its button and by its command, and closes again', async () => {
    const { emit } = await openInspector()
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
    await openInspector()
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
    const { chosen } = await openInspector()
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
    const { emit, bridge } = await openInspector()
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
    const { emit, bridge } = await openInspector()
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
    const { chosen, bridge } = await openInspector()
    await type('Temperature', '1,2')
    expect(chosen()).toEqual([{ ...defaultChoice, settings: { temperature: 1.2 } }])
    expect(slider('Temperature').value).toBe('1.2')
    expect(screen.getAllByText('changed')).toHaveLength(2) // beside its name and at the preset
    await click(button('Reset “Temperature” to 0.3'))
    expect(chosen().at(-1)).toEqual(defaultChoice)
    expect(bridge.inputsOf('preferences.set')).toEqual([])
  })

  it('is changed by its slider and by the arrow keys', async () => {
    const { chosen } = await openInspector()
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
    const { chosen } = await openInspector()
    const thumb = slider('Min P')
    await doing(() => fireEvent.pointerDown(thumb))
    for (const value of ['0.1', '0.2', '0.3']) await doing(() => fireEvent.change(thumb, { target: { value } }))
    expect(chosen()).toEqual([])
    expect(thumb.getAttribute('aria-valuetext')).toBe('0.3')
    await doing(() => fireEvent.pointerUp(thumb))
    expect(chosen().map((choice) => choice?.settings)).toEqual([{ minP: 0.3 }])
  })

  it('refuses what is no value of it in a sentence, and keeps the last one', async () => {
    const { chosen } = await openInspector()
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
    const { chosen } = await openInspector({ choice: { ...defaultChoice, settings: { maxTokens: 100, seed: 7 } } })
    await type('Maximum tokens', '')
    await type('Seed', ' ')
    expect(chosen().at(-1)).toEqual(defaultChoice)
    expect(field('Seed').placeholder).toBe('another one each time')
  })

  it('goes back to what it was when main cannot save it', async () => {
    const { bridge } = await openInspector()
    bridge.answer('conversation.choose', () => {
      throw new Refused({ code: 'storage.diskFull' })
    })
    await type('Temperature', '2')
    expect(field('Temperature').value).toBe('0.3')
    expect(screen.getByText('The setting could not be saved, so it is as it was.', { selector: '.banner *' })).toBeTruthy()
  })

  it('counts once when an arrow key is held down, from what is typed on, and through the values of its slider', async () => {
    const { chosen } = await openInspector()
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
    await openInspector({ choice: { ...defaultChoice, settings: { temperature: 1.2 } } })
    await type('Temperature', 'x')
    await click(button('Reset all'))
    expect(field('Temperature').value).toBe('0.3')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('that is typed counts for what a command does now, and when another chat is opened', async () => {
    const { chat, bridge, emit } = await openInspector()
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
    const { chosen, emit } = await openInspector()
    await doing(() => fireEvent.change(screen.getByRole('textbox', { name: 'System prompt' }), { target: { value: 'Rhyme.' } }))
    await doing(() => fireEvent.change(field('Top P'), { target: { value: '0.4' } }))
    await emit('app.command', { command: 'newChat' })
    expect(chosen().at(-1)).toEqual({ ...defaultChoice, systemPrompt: 'Rhyme.', settings: { topP: 0.4 } })
  })

  it('that is changed while the first message is being saved is of the chat that it makes', async () => {
    const { bridge, emit } = await openInspector()
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
    const { chosen, emit } = await openInspector()
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
    const { chosen } = await openInspector()
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
  const { chosen } = await openInspector({ choice: { ...defaultChoice, settings: { topK: 1 }, whenFull: 'ask' } })
  await pick('menuitemradio', /^Precise/)
  expect(chosen().at(-1)).toEqual({ presetId: 'precise', settings: {}, systemPrompt: null, whenFull: 'ask' })
})

describe('the system prompt', () => {
  it('is saved when it is left; a blank one is the model’s own', async () => {
    const { chosen } = await openInspector({ preferences: { presets: [letters] }, choice: { ...defaultChoice, presetId: 'letters' } })
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
    const { chosen } = await openInspector()
    const prompt = screen.getByRole('textbox', { name: 'System prompt' })
    await doing(() => fireEvent.change(prompt, { target: { value: 'a'.repeat(20_001) } }))
    await doing(() => fireEvent.blur(prompt))
    expect(screen.getByRole('alert').textContent).toContain('20,000 characters')
    expect(chosen()).toEqual([])
  })

  it('stays as it was typed where main cannot save it', async () => {
    const { bridge } = await openInspector()
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
    const { bridge, chat } = await openInspector()
    const prompt = screen.getByRole('textbox', { name: 'System prompt' })
    await doing(() => fireEvent.change(prompt, { target: { value: 'Rhyme.' } }))
    await click(screen.getAllByRole('button', { name: 'New chat' })[0] as HTMLElement)
    expect(bridge.inputsOf('conversation.choose')).toEqual([
      { conversationId: chat.conversation.id, choice: { ...defaultChoice, systemPrompt: 'Rhyme.' } }
    ])
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'System prompt' }).value).toBe('')
  })
})
