// @vitest-environment happy-dom
import { fireEvent, screen, within, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { GenerationPhase } from '../../../../shared/domain/generation'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing, streamOf } from '../../testing/samples'

const silence = { loading: null, generating: 15 }

async function openWith(phase: GenerationPhase) {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, 'Half', growing)
  const generations = [aGeneration(reply, phase)]
  const view = await openWindow([{ conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply], generations }])
  return { ...view, reply: screen.getByRole('article', { name: 'Assistant' }) }
}
const writing: GenerationPhase = { kind: 'writing', tokens: 3, tokensPerSecond: null }

it('an engine that gives no answer is asked about beside the reply, and read out', async () => {
  const { bridge, emit, reply } = await openWith(writing)
  expect(within(reply).queryByText(/No answer/)).toBeNull()
  await emit('model.silent', { silence })
  expect(within(reply).getByText('No answer for 15 s.')).toBeTruthy()
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('No answer for 15 seconds'))
  await doing(() => fireEvent.click(within(reply).getByRole('button', { name: 'Wait' })))
  await doing(() => fireEvent.click(within(reply).getByRole('button', { name: 'Start again' })))
  expect(bridge.inputsOf('model.waitForEngine')).toEqual([{ work: 'generating' }])
  expect(bridge.inputsOf('model.restartEngine')).toEqual([{ work: 'generating' }])
  await emit('model.silent', { silence: { loading: null, generating: null } })
  expect(within(reply).queryByText(/No answer/)).toBeNull()
})

it.each<GenerationPhase>([{ kind: 'stopping' }, { kind: 'queued', behind: 'B' }])(
  'a reply that the engine is not at is not asked about: $kind',
  async (phase) => {
    const { emit, reply } = await openWith(phase)
    await emit('model.silent', { silence })
    expect(within(reply).queryByText(/No answer/)).toBeNull()
  }
)

describe('an engine that gives no answer to a reply that is not on the screen', () => {
  /** The reply is written in “Rome”; “Packing list” is open. */
  async function openBeside(phase: GenerationPhase = writing) {
    const [rome, packing] = [aConversation('Rome'), aConversation('Packing list')]
    const question = aQuestion(rome.id, 'Q')
    const reply = aReply(question, 'Half', growing)
    const generation = aGeneration(reply, phase)
    const chats = [
      { conversation: packing, messages: [] },
      { conversation: { ...rome, activeLeafId: reply.id }, messages: [question, reply], generations: [generation] }
    ]
    const view = await openWindow(chats)
    await view.emit('model.silent', { silence })
    return { ...view, stream: streamOf(generation, reply) }
  }
  const banner = () => screen.queryByText('The model has stopped answering in “Rome”.')
  const click = (name: string) => doing(() => fireEvent.click(screen.getByRole('button', { name })))
  const row = (title: string) => screen.getAllByRole('listitem').find(({ textContent }) => textContent?.includes(title))

  it('is asked about beside the chat that is, by the name of its own, and read out', async () => {
    const { bridge } = await openBeside()
    expect(banner()).toBeTruthy()
    expect(screen.getByText('No answer for 15 s. Everything up to there is saved.')).toBeTruthy()
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('“Rome”: no answer for 15 seconds'))
    await click('Wait')
    await click('Start again')
    expect(bridge.inputsOf('model.waitForEngine')).toEqual([{ work: 'generating' }])
    expect(bridge.inputsOf('model.restartEngine')).toEqual([{ work: 'generating' }])
  })

  it('is asked about on the page of a new chat as well', async () => {
    await openBeside()
    await click('New chat')
    expect(banner()).toBeTruthy()
  })

  it('is asked about once: in the reply, when that is shown', async () => {
    await openBeside()
    await click('Show the reply')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Rome')
    expect(banner()).toBeNull()
    expect(screen.getAllByText(/No answer for 15 s\./)).toHaveLength(1)
    expect(screen.getAllByRole('button', { name: 'Wait' })).toHaveLength(1)
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('No answer for 15 seconds'))
  })

  it('is marked in the list, whichever chat is open', async () => {
    await openBeside()
    expect(row('Rome')?.textContent).toContain('No answer:')
    expect(row('Packing list')?.textContent).not.toContain('No answer:')
    await click('Show the reply')
    expect(row('Rome')?.textContent).toContain('No answer:')
  })

  it('is not asked about any more once it answers, or its reply is stopped or over', async () => {
    const gone = (): void => {
      expect(banner()).toBeNull()
      expect(screen.queryByText(/No answer/)).toBeNull()
    }
    const answering = await openBeside()
    expect(banner()).toBeTruthy()
    await answering.emit('model.silent', { silence: { loading: null, generating: null } })
    gone()
    const stopping = await openBeside()
    await stopping.emit('generation.event', stopping.stream.phase({ kind: 'stopping' }))
    gone()
    const over = await openBeside()
    await over.emit('generation.event', over.stream.ended({ kind: 'complete', reason: 'finished' }))
    gone()
  })

  it('is asked about where another variant of that reply is shown, and the reply can be shown', async () => {
    const conversation = aConversation('Rome')
    const question = aQuestion(conversation.id, 'Q')
    const [before, reply] = [aReply(question, 'Before'), aReply(question, 'Half', growing)]
    const chat = { conversation: { ...conversation, activeLeafId: before.id }, messages: [question, before, reply] }
    const { bridge, emit } = await openWindow([{ ...chat, generations: [aGeneration(reply, writing)] }])
    bridge.answer('conversation.showVariant', () => ({ ...conversation, activeLeafId: reply.id }))
    await emit('model.silent', { silence })
    expect(banner()).toBeTruthy()
    await click('Show the reply')
    expect(banner()).toBeNull()
    expect(screen.getAllByText(/No answer for 15 s\./)).toHaveLength(1)
  })

  it('is shown at once where it is not the variant that its chat opens with', async () => {
    const [rome, packing] = [aConversation('Rome'), aConversation('Packing list')]
    const question = aQuestion(rome.id, 'Q')
    const [before, reply] = [aReply(question, 'Before'), aReply(question, 'Half', growing)]
    const { bridge, emit } = await openWindow([
      { conversation: packing, messages: [] },
      {
        conversation: { ...rome, activeLeafId: before.id },
        messages: [question, before, reply],
        generations: [aGeneration(reply, writing)]
      }
    ])
    bridge.answer('conversation.showVariant', () => ({ ...rome, activeLeafId: reply.id }))
    await emit('model.silent', { silence })
    await click('Show the reply')
    expect(banner()).toBeNull()
    expect(screen.getAllByText(/No answer for 15 s\./)).toHaveLength(1)
  })

  it('is asked about without a name where the list does not go back to its chat yet', async () => {
    const [rome, packing] = [aConversation('Rome'), aConversation('Packing list')]
    const reply = aReply(aQuestion(rome.id, 'Q'), 'Half', growing)
    const { emit } = await openWindow([{ conversation: packing, messages: [], generations: [aGeneration(reply, writing)] }])
    await emit('model.silent', { silence })
    expect(screen.getByText('The model has stopped answering in another chat.')).toBeTruthy()
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Another chat: no answer for 15 seconds'))
  })
})

it('an engine that stops answering in the middle of a thought is read out', async () => {
  const { emit } = await openWith({ kind: 'thinking', tokens: 3, tokensPerSecond: null })
  await emit('model.silent', { silence })
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('No answer for 15 seconds'))
})
