// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { GenerationPhase } from '../../../../shared/domain/generation'
import type { ModelStatus } from '../../../../shared/domain/model'
import { Refused } from '../../testing/fakeBridge'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing, larger, readyModel, starter, streamOf } from '../../testing/samples'

const writing: GenerationPhase = { kind: 'writing', tokens: 38, tokensPerSecond: 41 }

async function setUp(phase: GenerationPhase = writing, model: ModelStatus = readyModel) {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, 'Half of', growing)
  const generation = aGeneration(reply, phase, 5)
  const view = await openWindow(
    [{ conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply], generations: [generation] }],
    { models: [starter, larger], model }
  )
  return { ...view, reply, generation, stream: streamOf(generation, reply) }
}

/** A reply that is being written, and below it a message that waits for its end. */
async function setUpWithQueue() {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, 'Half of', growing)
  const next = aQuestion(conversation.id, 'Next', reply.id)
  const waiting = aReply(next, '', { status: { kind: 'queued' }, stats: null })
  const generations = [aGeneration(reply, writing, 5), aGeneration(waiting, { kind: 'queued', behind: 'A' }, 1)] as const
  const messages = [question, reply, next, waiting]
  const view = await openWindow([{ conversation: { ...conversation, activeLeafId: waiting.id }, messages, generations: [...generations] }])
  return { ...view, generations, stream: streamOf(generations[0], reply) }
}

const loading: ModelStatus = { kind: 'loading', model: larger, progress: 0.3, isRecovery: false }
const escape = (target: Element | Window = window, more: object = {}) => fireEvent.keyDown(target, { key: 'Escape', ...more })

describe('Stop', () => {
  it.each([
    { phase: { kind: 'waitingForModel' } as const },
    { phase: { kind: 'reading', done: 3, total: 9 } as const },
    { phase: writing }
  ])('says so at once, before main has answered: $phase.kind', async ({ phase }) => {
    const { bridge, generation } = await setUp(phase)
    bridge.answer('generation.stop', () => new Promise(() => undefined))
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }))
    expect(screen.getByRole('article', { name: 'Assistant' }).textContent).toContain('Stopped by you')
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Stopped'))
    expect(screen.getByRole('button', { name: 'Send' })).toBeTruthy()
    expect(bridge.inputsOf('generation.stop')).toEqual([{ generationId: generation.generationId }])
  })

  it('is asked for once, however often it is pressed, and is harmless after the end', async () => {
    const { bridge, emit, stream } = await setUp()
    await doing(() => escape())
    await doing(() => escape())
    expect(bridge.inputsOf('generation.stop')).toHaveLength(1)
    await emit('generation.event', stream.ended({ kind: 'stopped' }))
    await doing(() => escape())
    expect(bridge.inputsOf('generation.stop')).toHaveLength(1)
    expect(screen.getByRole('button', { name: 'Continue' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy()
  })

  it('leaves the message that waits alone, however often or long Esc is pressed', async () => {
    const { bridge, emit, generations, stream } = await setUpWithQueue()
    const [running, queued] = generations
    await doing(() => escape())
    await doing(() => escape())
    expect(bridge.inputsOf('generation.stop')).toEqual([{ generationId: running.generationId }])
    await emit('generation.event', stream.ended({ kind: 'stopped' }))
    await doing(() => escape(window, { repeat: true }))
    expect(bridge.inputsOf('generation.stop')).toHaveLength(1)
    bridge.answer('generation.remove', () => ({ draft: 'Next' }))
    await doing(() => escape())
    expect(bridge.inputsOf('generation.stop')).toHaveLength(1)
    expect(bridge.inputsOf('generation.remove'), 'which never began, so it is taken back').toEqual([{ generationId: queued.generationId }])
    await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('Next'))
  })

  it('cancels the load of a model when there is no reply to stop', async () => {
    const { bridge, emit } = await openWindow([], { model: loading })
    await doing(() => escape(window, { repeat: true }))
    escape(window, { isComposing: true })
    expect(bridge.inputsOf('model.cancelLoad')).toEqual([])
    await doing(() => escape())
    expect(bridge.inputsOf('model.cancelLoad')).toHaveLength(1)
    await emit('app.command', { command: 'stop' })
    expect(bridge.inputsOf('model.cancelLoad')).toHaveLength(2)
    await emit('model.changed', { model: { kind: 'none' } })
    await doing(() => escape())
    expect(bridge.inputsOf('model.cancelLoad')).toHaveLength(2)
  })

  it('leaves Esc to an open menu while a model loads', async () => {
    const { bridge } = await openWindow([], { model: loading })
    await doing(() => fireEvent.click(screen.getByRole('button', { name: /^Model: / })))
    await doing(() => escape(screen.getByRole('menu')))
    expect(bridge.inputsOf('model.cancelLoad')).toEqual([])
  })

  it.each<{ phase: GenerationPhase; model: ModelStatus }>([
    { phase: { kind: 'waitingForModel' }, model: loading },
    { phase: writing, model: { ...loading, makingRoom: { model: starter.name, state: 'replying' } } }
  ])('ends the reply, and never the load of a model beside it, however often it is pressed: $phase.kind', async ({ phase, model }) => {
    const { bridge, emit, stream } = await setUp(phase, model)
    await doing(() => escape())
    await doing(() => escape())
    await emit('generation.event', stream.ended({ kind: 'stopped' }))
    await doing(() => escape())
    await emit('model.changed', { model: { ...loading, progress: 0.5 } })
    await doing(() => escape(screen.getByRole('textbox')))
    await emit('app.command', { command: 'stop' })
    expect(bridge.inputsOf('generation.stop')).toHaveLength(1)
    expect(bridge.inputsOf('model.cancelLoad')).toEqual([])
  })

  it('spares a load whose reply came to its end by itself at that moment, and one beside a reply of another chat', async () => {
    const { bridge, emit, stream } = await setUp(writing, loading)
    await doing(() => fireEvent.click(screen.getByRole('button', { name: 'New chat' })))
    await doing(() => escape())
    await emit('generation.event', stream.ended({ kind: 'complete', reason: 'finished' }))
    await doing(() => escape())
    expect(bridge.inputsOf('model.cancelLoad')).toEqual([])
    await emit('model.changed', { model: readyModel })
    await emit('model.changed', { model: loading })
    await doing(() => escape())
    expect(bridge.inputsOf('model.cancelLoad'), 'a later load has nothing to do with that reply').toHaveLength(1)
  })

  it('ends the load, and not the reply, where the focus is on what is said of the load', async () => {
    const { bridge } = await setUp(writing, loading)
    const cancel = screen.getByRole('button', { name: 'Cancel' })
    await doing(() => escape(cancel, { repeat: true }))
    expect(bridge.inputsOf('model.cancelLoad')).toEqual([])
    await doing(() => escape(cancel))
    expect(bridge.inputsOf('model.cancelLoad')).toHaveLength(1)
    expect(bridge.inputsOf('generation.stop')).toEqual([])
  })

  it('keeps the text that was on its way, and in the end shows what main has saved', async () => {
    const { emit, stream } = await setUp()
    const late = stream.delta(' it')
    await doing(() => escape())
    await emit('generation.event', late)
    await emit('generation.event', stream.phase({ kind: 'stopping' }))
    await emit('generation.event', stream.ended({ kind: 'stopped' }))
    expect(screen.getByText('Half of it')).toBeTruthy()
    expect(screen.getByRole('log').getAttribute('aria-busy')).toBe('false')
  })

  it('leaves Esc to an input method and to an open menu', async () => {
    const { bridge } = await setUp()
    escape(screen.getByRole('textbox'), { isComposing: true })
    escape(screen.getByRole('textbox'), { keyCode: 229 })
    await doing(() => fireEvent.click(screen.getByRole('button', { name: /^Model: / })))
    await doing(() => escape(screen.getByRole('menu')))
    expect(bridge.inputsOf('generation.stop')).toEqual([])
    expect(screen.queryByRole('menu')).toBeNull()
    await doing(() => escape())
    expect(bridge.inputsOf('generation.stop')).toHaveLength(1)
  })

  it('goes on and says why when it could not be asked for', async () => {
    const { bridge } = await setUp()
    bridge.answer('generation.stop', () => {
      throw new Refused({ code: 'internal' })
    })
    await doing(() => escape())
    expect(screen.getByRole('alert').textContent).toContain('The reply could not be stopped.')
    expect(screen.getByRole('button', { name: 'Stop' })).toBeTruthy()
  })
})
