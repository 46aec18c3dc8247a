// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aPart, aQuestion, aReply } from '../../testing/samples'

const writtenTextId = '0123456789abcdef0123456789abcdef'

async function openReply(kept: string | null, parts = [aPart({ writtenTextId })]) {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, 'Four.', { parts })
  const stored = { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] }
  const view = await openWindow([stored], {}, (main) => main.answer('conversation.readText', () => kept))
  return { ...view, shown: within(screen.getByRole('article', { name: 'Assistant' })) }
}

describe('what the model wrote', () => {
  it('stands below its reply, with the signs of the chat format apart, and can be put away', async () => {
    const pieces = [
      { text: 'Four.', isMark: false },
      { text: '<|im_end|>', isMark: true }
    ]
    const { shown } = await openReply(JSON.stringify(pieces))
    const region = shown.getByRole('group', { name: 'As the model wrote it' })
    expect(region.textContent).toBe('Four.<|im_end|>')
    expect([...region.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(['<|im_end|>'])
    const button = shown.getByRole('button', { name: 'As the model wrote it' })
    expect(button.getAttribute('aria-expanded')).toBe('true')
    await doing(() => fireEvent.click(button))
    expect(shown.queryByRole('group', { name: /^As the model wrote it/ })).toBeNull()
  })

  it('is not there for a reply of which it was not kept', async () => {
    const { shown, bridge } = await openReply(null, [aPart()])
    expect(shown.queryByRole('button', { name: 'As the model wrote it' })).toBeNull()
    expect(bridge.inputsOf('conversation.readText')).toEqual([])
  })

  it.each([null, 'no JSON', '{}', '[{"text":1}]'])('is said to be unreadable where it is (%s)', async (kept) => {
    const { shown } = await openReply(kept)
    expect(shown.getByText('This text cannot be read.')).toBeTruthy()
    expect(shown.queryByRole('group', { name: /^As the model wrote it/ })).toBeNull()
  })
})
