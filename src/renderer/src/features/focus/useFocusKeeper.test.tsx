// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing, readyModel, starter, streamOf } from '../../testing/samples'

/** More than the keeper waits for. */
const frames = () =>
  act(async () => {
    for (let passed = 0; passed < 4; passed++) await new Promise((resolve) => requestAnimationFrame(resolve))
  })
const composer = () => screen.getByRole('textbox', { name: 'Message' })
const finished = { kind: 'complete', reason: 'finished' } as const

async function setUp() {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, 'Some words', growing)
  const generation = aGeneration(reply, { kind: 'writing', tokens: 2, tokensPerSecond: null })
  const chat = { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply], generations: [generation] }
  return { ...(await openWindow([chat])), stream: streamOf(generation, reply) }
}
const loading = { kind: 'loading', model: starter, progress: 0.5, isRecovery: false } as const

describe('the focus', () => {
  it('stays where it is while text comes and when it ends', async () => {
    const { emit, stream } = await setUp()
    for (const place of [composer(), screen.getByRole('log'), screen.getByRole('button', { name: 'New chat' })]) {
      act(() => place.focus())
      await emit('generation.event', stream.delta(' more'))
      await frames()
      expect(document.activeElement).toBe(place)
    }
    await emit('generation.event', stream.ended(finished))
    await frames()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'New chat' }))
  })

  it('stays on a button under a reply that ends: the button is the same one', async () => {
    const { emit, stream } = await setUp()
    const copy = screen.getAllByRole('button', { name: 'Copy' }).at(-1)
    act(() => copy?.focus())
    await emit('generation.event', stream.ended(finished))
    expect(document.activeElement).toBe(copy)
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy()
  })

  it('goes to the neighbour of what was taken away', async () => {
    const { emit } = await setUp()
    for (const id of ['1', '2']) await emit('notice.shown', { notice: { id, tone: 'warning', content: { kind: 'settingsUnsaved' } } })
    act(() => screen.getAllByRole('button', { name: 'Dismiss' })[0]?.focus())
    await emit('notice.withdrawn', { id: '1' })
    await frames()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Dismiss' }))
  })

  it('goes from a banner to what comes in its place, and with the last one to the message box', async () => {
    const { emit } = await setUp()
    await emit('model.changed', { model: loading })
    act(() => screen.getByRole('button', { name: 'Cancel' }).focus())
    await emit('model.changed', { model: { kind: 'none' } })
    await frames()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: `Load ${starter.name}` }))
    await emit('model.changed', { model: readyModel })
    await frames()
    expect(document.activeElement).toBe(composer())
  })

  it('is the dialog’s that opens at the moment in which what had it goes away', async () => {
    const { emit } = await setUp()
    await emit('model.changed', { model: loading })
    act(() => screen.getByRole('button', { name: 'Cancel' }).focus())
    await doing(async () => {
      await emit('app.command', { command: 'showSettings' })
      await emit('model.changed', { model: { kind: 'none' } })
    })
    await frames()
    await vi.waitFor(() => expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true))
  })

  it('is left alone where the person clicked beside everything', async () => {
    const { emit, stream } = await setUp()
    act(() => composer().focus())
    act(() => composer().blur())
    await emit('generation.event', stream.delta(' more'))
    await frames()
    expect(document.activeElement).toBe(document.body)
  })
})
