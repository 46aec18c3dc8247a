// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { allowedContext } from '../../../../shared/domain/allowedContext'
import type { ContextFitting, ContextSizes } from '../../../../shared/domain/contextSizes'
import type { MessageStatus } from '../../../../shared/domain/message'
import { useContextStore } from '../../state/contextStore'
import { Refused } from '../../testing/fakeBridge'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aLedger, aQuestion, aReply, readyModel, starter } from '../../testing/samples'

const someSizes = (more: Partial<ContextSizes> = {}, fitting: ContextFitting = 'fits'): ContextSizes => {
  const current = more.current ?? 8_192
  const tokens = [...new Set([2_048, 4_096, 8_192, current, 16_384, 32_768])].sort((a, b) => a - b)
  return {
    modelId: starter.id,
    trained: 32_768,
    least: 2_048,
    current,
    automatic: 8_192,
    chosen: null,
    isSetAside: false,
    place: 'ram',
    sizes: tokens.map((each) => ({ tokens: each, added: (each - current) * 50_000, fitting: each > current ? fitting : 'fits' })),
    ...more
  }
}

/** A chat whose last reply ended so, with a model that can have these contexts. */
async function setUp(given: ContextSizes | null = someSizes(), status: MessageStatus = { kind: 'complete', reason: 'finished' }) {
  const main = { sizes: given }
  const conversation = aConversation('Letters')
  const question = aQuestion(conversation.id, 'Hello')
  const reply = aReply(question, 'Hi', { status })
  const chat = { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] }
  const opened = await openWindow([chat], {}, (bridge) =>
    bridge.answer('model.contextSizes', ({ also }) => {
      const { sizes } = main
      if (!sizes || also === null) return sizes
      const tokens = allowedContext(also, sizes)
      if (sizes.sizes.some((each) => each.tokens === tokens)) return sizes
      const asked = { tokens, added: (tokens - sizes.current) * 50_000, fitting: 'fits' as const }
      return { ...sizes, sizes: [...sizes.sizes.filter((each) => each.tokens !== tokens), asked].sort((a, b) => a.tokens - b.tokens) }
    })
  )
  const chosen = () => opened.bridge.inputsOf('model.chooseContextSize')
  const openTab = async () => {
    await opened.emit('app.command', { command: 'toggleInspector' })
    await click(screen.getByRole('tab', { name: 'Context' }))
    await doing(() => undefined)
  }
  return { ...opened, main, chosen, openTab }
}

const someLedger = aLedger({ limit: 16_000, you: 9_000 })

const click = (element: HTMLElement) => doing(() => fireEvent.click(element))
const group = () => screen.getByRole('radiogroup', { name: 'Context size' })
const radio = (name: string) => within(group()).getByRole('radio', { name })
const isChecked = (name: string): boolean => radio(name).getAttribute('aria-checked') === 'true'
const detailOf = (name: string) => document.getElementById(radio(name).getAttribute('aria-describedby') ?? '')?.textContent
const button = (name: string | RegExp) => screen.getByRole('button', { name })
const field = () => screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Context size' })
const type = async (text: string) => {
  await doing(() => fireEvent.change(field(), { target: { value: text } }))
  await doing(() => fireEvent.keyDown(field(), { key: 'Enter' }))
  await doing(() => undefined)
}
const raise = () => screen.queryByRole('button', { name: 'Raise the context' })

describe('the context size', () => {
  it('has each size with what it takes, and says what is in use', async () => {
    const { openTab } = await setUp()
    await openTab()
    expect(isChecked('Automatic')).toBe(true)
    expect(detailOf('Automatic')).toBe('As many as there is memory for, 8,192 tokens at most.')
    expect(detailOf('4,096 tokens')).toBe('Up to 205 MB less memory')
    expect(detailOf('8,192 tokens')).toBe('In use now')
    expect(detailOf('32,768 tokens')).toBe('Up to 1.2 GB more memory')
    expect(screen.getByText(/8,192 tokens now\. The model was trained for 32,768\.$/)).toBeTruthy()
  })

  it('is loaded by a button and not by picking it, which only says what it means', async () => {
    const { openTab, chosen } = await setUp()
    await openTab()
    await click(radio('16,384 tokens'))
    expect(chosen()).toEqual([])
    expect(isChecked('16,384 tokens')).toBe(true)
    expect(screen.getByText(/^The model is loaded again/)).toBeTruthy()
    await click(button('Load with 16,384 tokens'))
    expect(chosen()).toEqual([{ modelId: starter.id, tokens: 16_384 }])
  })

  it('stays as it is where that is wanted, and the focus stays in it', async () => {
    const { openTab, chosen } = await setUp()
    await openTab()
    await click(radio('16,384 tokens'))
    await click(button('Keep 8,192 tokens'))
    expect(isChecked('Automatic')).toBe(true)
    expect(document.activeElement).toBe(radio('Automatic'))
    expect(screen.queryByText(/^The model is loaded again/)).toBeNull()
    expect(chosen()).toEqual([])
  })

  it.each([
    ['mayNotFit', 'ram', 'Up to 1.2 GB more memory · may not fit into what is free now', /^There may be too little free memory/],
    [
      'offCard',
      'graphics',
      'Up to 1.2 GB more on the graphics card · not all of the model fits on the graphics card beside it',
      /slower\.$/
    ]
  ] as const)('that %s says so before it can be loaded', async (fitting, place, detail, step) => {
    const { openTab, chosen } = await setUp(someSizes({ place }, fitting))
    await openTab()
    expect(detailOf('32,768 tokens')).toBe(detail)
    await click(radio('32,768 tokens'))
    const sentence = screen.getByText(step)
    const load = button(fitting === 'mayNotFit' ? 'Load with 32,768 tokens all the same' : 'Load with 32,768 tokens')
    expect(load.getAttribute('aria-describedby')).toBe(sentence.id)
    await click(load)
    expect(chosen()).toHaveLength(1)
  })

  it('is asked about once for all places that offer to raise it', async () => {
    const conversation = aConversation('Letters')
    const [first, next] = [aQuestion(conversation.id, 'Hello'), aQuestion(conversation.id, 'Next')]
    const full = { kind: 'complete', reason: 'contextFull' } as const
    const reply = aReply(next, 'Half', { status: full, contextStartId: next.id })
    const before = aReply(first, 'Hi')
    const messages = [first, before, { ...next, parentId: before.id }, reply]
    const chat = { conversation: { ...conversation, activeLeafId: reply.id }, messages }
    const { bridge } = await openWindow([chat], {}, (main) => main.answer('model.contextSizes', () => someSizes()))
    await doing(() => undefined)
    expect(screen.getAllByRole('button', { name: 'Raise the context' })).toHaveLength(2)
    expect(bridge.inputsOf('model.contextSizes')).toHaveLength(1)
  })

  it('is asked about once it is picked: what is free may have changed', async () => {
    const { openTab, main } = await setUp()
    await openTab()
    main.sizes = someSizes({}, 'mayNotFit')
    await click(radio('32,768 tokens'))
    expect(button('Load with 32,768 tokens all the same')).toBeTruthy()
  })

  it('that was typed cannot be loaded before it is known whether it fits', async () => {
    const { openTab, bridge } = await setUp()
    await openTab()
    let answer: (sizes: ContextSizes) => void = () => undefined
    bridge.answer('model.contextSizes', () => new Promise<ContextSizes>((resolve) => (answer = resolve)))
    const field = screen.getByRole('spinbutton', { name: 'Context size' })
    await doing(() => fireEvent.change(field, { target: { value: '30000' } }))
    await doing(() => fireEvent.keyDown(field, { key: 'Enter' }))
    expect(screen.queryByRole('button', { name: /^Load with/ })).toBeNull()
    const known = someSizes()
    await doing(() => answer({ ...known, sizes: [...known.sizes, { tokens: 30_208, added: 1, fitting: 'mayNotFit' }] }))
    expect(button('Load with 30,208 tokens all the same')).toBeTruthy()
  })

  it('is what was chosen while the model is loaded with it, and cannot be changed meanwhile', async () => {
    const { openTab, emit, main, chosen } = await setUp()
    await openTab()
    await click(radio('16,384 tokens'))
    await click(button('Load with 16,384 tokens'))
    const status = { kind: 'loading', model: starter, progress: 0.2, isRecovery: false, context: { tokens: 16_384 } } as const
    await emit('model.changed', { model: status })
    expect(screen.getByText(`Loading ${starter.name} with a context of 16,384 tokens`)).toBeTruthy()
    expect(isChecked('16,384 tokens')).toBe(true)
    await click(radio('32,768 tokens'))
    expect(isChecked('32,768 tokens')).toBe(false)
    expect(document.activeElement?.getAttribute('role')).toBe('radio')
    main.sizes = someSizes({ current: 16_384, chosen: 16_384 })
    await emit('model.changed', { model: { ...readyModel, contextSize: 16_384 } as typeof readyModel })
    await doing(() => undefined)
    expect(isChecked('16,384 tokens')).toBe(true)
    expect(detailOf('16,384 tokens')).toBe('In use now')
    await click(radio('Automatic'))
    await click(button('Load with the automatic size'))
    expect(chosen().at(-1)).toEqual({ modelId: starter.id, tokens: null })
  })

  it('is as it was when the load failed or was cancelled', async () => {
    const { openTab, emit } = await setUp()
    await openTab()
    await click(radio('16,384 tokens'))
    await click(button('Load with 16,384 tokens'))
    await emit('model.changed', { model: { kind: 'loading', model: starter, progress: 0, isRecovery: false, context: { tokens: 16_384 } } })
    await emit('model.changed', { model: { ...readyModel } })
    await doing(() => undefined)
    expect(isChecked('Automatic')).toBe(true)
  })

  it('that main refuses is told, and is as it was', async () => {
    const { openTab, bridge } = await setUp()
    bridge.answer('model.chooseContextSize', () => {
      throw new Refused({ code: 'request.invalid' })
    })
    await openTab()
    await click(radio('16,384 tokens'))
    await click(button('Load with 16,384 tokens'))
    expect(isChecked('Automatic')).toBe(true)
    expect(screen.getByText('The model could not be loaded.', { selector: '.banner *' })).toBeTruthy()
  })

  it('that could not be loaded at the start can be tried again, or be left', async () => {
    const { openTab, chosen } = await setUp(someSizes({ chosen: 32_768, isSetAside: true }))
    await openTab()
    expect(screen.getByText('The model could not be used with 32,768 tokens. The next start tries it again.')).toBeTruthy()
    await click(button('Load with 32,768 tokens'))
    await click(radio('Automatic'))
    await click(button('Load with the automatic size'))
    expect(chosen().map(({ tokens }) => tokens)).toEqual([32_768, null])
  })

  it('can be typed, and is the nearest one that an engine can have', async () => {
    const { openTab, chosen } = await setUp()
    await openTab()
    await type('12 000')
    expect(isChecked('12,032 tokens')).toBe(true)
    expect(detailOf('12,032 tokens')).toBe('Up to 192 MB more memory')
    expect(field().value).toBe('')
    await click(button('Load with 12,032 tokens'))
    expect(chosen()).toEqual([{ modelId: starter.id, tokens: 12_032 }])
  })

  it.each([
    ['much', '“much” is not a number of tokens.'],
    ['100', 'This model can have from 2,048 to 32,768 tokens.'],
    ['100.000', 'This model can have from 2,048 to 32,768 tokens.']
  ])('that is typed as %s stays there with a sentence', async (text, words) => {
    const { openTab } = await setUp()
    await openTab()
    await type(text)
    expect(screen.getByRole('alert').textContent).toBe(words)
    expect(field().getAttribute('aria-invalid')).toBe('true')
    expect([field().value, isChecked('Automatic')]).toEqual([text, true])
    await doing(() => fireEvent.keyDown(field(), { key: 'Escape' }))
    expect([field().value, screen.queryByRole('alert')]).toEqual(['', null])
  })

  it('goes through those that are offered by the arrow keys of its field', async () => {
    const { openTab } = await setUp()
    await openTab()
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown']) await doing(() => fireEvent.keyDown(field(), { key }))
    expect(field().value).toBe('16384')
    await doing(() => fireEvent.blur(field()))
    expect(isChecked('16,384 tokens')).toBe(true)
  })

  it.each([
    ['nobody knows what one takes', null],
    ['there is only one', { ...someSizes(), trained: 8_192, sizes: someSizes().sizes.slice(2, 3) }]
  ])('is not offered where %s', async (_, sizes) => {
    const { openTab } = await setUp(sizes)
    await openTab()
    expect(screen.queryByRole('radiogroup', { name: 'Context size' })).toBeNull()
  })
})

describe('Raise the context', () => {
  const counts = { tokens: 9_000, limit: 8_000 }
  const full = [
    ['the context is full', { kind: 'complete', reason: 'contextFull' }],
    ['there was no room', { kind: 'failed', error: { code: 'generation.contextFull', params: { counts } } }],
    ['the chat asks what to do', { kind: 'failed', error: { code: 'generation.chatTooLong', params: counts } }]
  ] as const satisfies readonly [string, MessageStatus][]

  it.each(full)('is offered below a reply where %s, and goes to the size, with the focus on it', async (_, status) => {
    await setUp(someSizes(), status)
    await click(raise() ?? expect.fail('it is not offered'))
    await doing(() => undefined)
    expect(screen.getByRole('tab', { name: 'Context' }).getAttribute('aria-selected')).toBe('true')
    expect(document.activeElement).toBe(radio('Automatic'))
  })

  it('goes there again while the inspector is open, and the tab has the focus where the tab is asked for', async () => {
    const { openTab } = await setUp(someSizes(), full[0][1])
    await openTab()
    await click(raise() ?? expect.fail('it is not offered'))
    expect(document.activeElement).toBe(radio('Automatic'))
    await click(screen.getByRole('tab', { name: 'Generation' }))
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Generation' }))
  })

  it.each(full)('is not offered where the model was trained for no more: %s', async (_, status) => {
    await setUp(someSizes({ trained: 8_192 }), status)
    expect(raise()).toBeNull()
  })

  it('is not offered below a reply that came to its end', async () => {
    await setUp()
    expect(raise()).toBeNull()
  })

  it('is offered where messages of the chat are left out', async () => {
    const conversation = aConversation('Long')
    const first = aQuestion(conversation.id, 'One')
    const left = aReply(first, 'Two')
    const question = aQuestion(conversation.id, 'Three', left.id)
    const reply = aReply(question, 'Four', { contextStartId: question.id })
    const chat = { conversation: { ...conversation, activeLeafId: reply.id }, messages: [first, left, question, reply] }
    await openWindow([chat], {}, (bridge) => bridge.answer('model.contextSizes', () => someSizes()))
    await doing(() => undefined)
    expect(raise()?.previousElementSibling?.textContent).toMatch(/no longer read by the model/)
  })

  it('lets a chat that asked what to do go on once there is room for it', async () => {
    const { bridge } = await setUp(someSizes(), full[2][1])
    bridge.answer('generation.continue', () => {
      throw new Refused({ code: 'generation.busy', params: { count: 4 } })
    })
    const goOn = () => screen.queryByRole('button', { name: 'Continue' })
    expect(goOn()).toBeNull()
    await doing(() => useContextStore.setState({ ledger: { ...someLedger, limit: 8_192, you: 0 } }))
    expect(goOn()).toBeNull()
    await doing(() => useContextStore.setState({ ledger: someLedger }))
    await click(goOn() ?? expect.fail('it cannot go on'))
    expect(bridge.inputsOf('generation.continue')).toHaveLength(1)
  })

  it('is offered where a message is refused as too long, and where one came back for that', async () => {
    const { bridge, emit } = await setUp()
    bridge.answer('generation.send', () => {
      throw new Refused({ code: 'generation.messageTooLong', params: counts })
    })
    fireEvent.input(screen.getByRole('textbox', { name: 'Message' }), { target: { value: 'Long' } })
    await click(button('Send'))
    await doing(() => undefined)
    expect(within(screen.getByRole('alert')).getByRole('button', { name: 'Raise the context' })).toBeTruthy()
    const content = { kind: 'messageUnsent', error: { code: 'generation.messageTooLong', params: counts }, title: 'Letters' } as const
    await emit('notice.shown', { notice: { id: 'n', tone: 'error', content } })
    expect(screen.getAllByRole('button', { name: 'Raise the context' })).toHaveLength(2)
  })
})
