// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { GenerationPhase } from '../../../../shared/domain/generation'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing } from '../../testing/samples'

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
  expect(screen.getByRole('status').textContent).toBe('No answer for 15 seconds')
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
