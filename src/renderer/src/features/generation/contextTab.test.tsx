// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { ContextLedger } from '../../../../shared/domain/contextLedger'
import { defaultChoice } from '../../../../shared/domain/presets'
import { useContextStore } from '../../state/contextStore'
import { button, click, openInspector } from '../../testing/openInspector'
import { doing } from '../../testing/openWindow'

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
    const { bridge, emit } = await openInspector()
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
    await openInspector()
    await doing(() => useContextStore.setState({ ledger }))
    const words = 'about 50 new tokens to read, about 5 seconds'
    expect(screen.queryByText(words)).toBeNull()
    await doing(() => fireEvent.input(screen.getByRole('textbox', { name: 'Message' }), { target: { value: 'And now?' } }))
    expect(screen.getByText(words)).toBeTruthy()
  })

  it('offers what becomes of a chat when it is full, for the chat alone, and takes it back', async () => {
    const { chosen } = await openInspector({ choice: { ...defaultChoice, settings: { topK: 5 } } })
    await click(screen.getByRole('tab', { name: 'Context' }))
    const group = within(screen.getByRole('radiogroup', { name: 'When the context is full' }))
    expect(group.getByRole('radio', { name: 'Leave out the oldest messages', checked: true })).toBeTruthy()
    await click(group.getByRole('radio', { name: 'Ask me' }))
    expect(chosen().at(-1)).toEqual({ ...defaultChoice, settings: { topK: 5 }, whenFull: 'ask' })
    await click(button('Reset “When the context is full” to Leave out the oldest messages'))
    expect(chosen().at(-1)).toEqual({ ...defaultChoice, settings: { topK: 5 } })
  })

  it('says of a chat that is too long what will happen to it', async () => {
    const { chat } = await openInspector()
    await click(screen.getByRole('tab', { name: 'Context' }))
    await doing(() => useContextStore.setState({ ledger: { ...ledger, isAsked: true } }))
    expect(screen.getByText(/^The chat is longer than the model can read\. When you send this, Hearth asks what to do/)).toBeTruthy()
    const last = chat.messages[1]?.id ?? null
    await doing(() => useContextStore.setState({ ledger: { ...ledger, firstUnreadId: last, lastUnreadId: last } }))
    expect(screen.getByText(/The next reply reads its first messages and the newest ones/)).toBeTruthy()
    expect(screen.getAllByRole('article').map((row) => row.classList.contains('unread'))).toEqual([false, true])
  })

  it('greys the messages that the next reply leaves out', async () => {
    const { chat } = await openInspector()
    await doing(() =>
      useContextStore.setState({
        ledger: { ...ledger, firstUnreadId: chat.messages[0]?.id ?? null, lastUnreadId: chat.messages[0]?.id ?? null }
      })
    )
    const classes = screen.getAllByRole('article').map((row) => row.classList.contains('unread'))
    expect(classes).toEqual([true, false])
  })
})
