// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { ReplyPart } from '../../../../shared/domain/message'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aPart, aQuestion, aReply } from '../../testing/samples'

async function openReply(...parts: ReplyPart[]) {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, 'R', { parts })
  await openWindow([{ conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] }])
  return within(screen.getByRole('article', { name: 'Assistant' }))
}

describe('the author of a reply', () => {
  it('is named under it', async () => {
    const reply = await openReply(aPart({ modelName: 'SmolLM2 135M Instruct' }))
    expect(reply.getByRole('button', { name: 'Written by SmolLM2 135M Instruct' }).textContent).toContain('SmolLM2 135M Instruct')
  })

  it('is each in turn where it was continued, once where a model went on with its own part', async () => {
    const reply = await openReply(
      aPart({ modelName: 'A' }),
      aPart({ modelName: 'A' }),
      aPart({ modelName: 'B' }),
      aPart({ modelName: 'A' })
    )
    expect(reply.getByRole('button', { name: 'Written by A, continued by B, continued by A' })).toBeTruthy()
  })

  it('is told with the seed of each part when it is opened, also by the keyboard', async () => {
    const reply = await openReply(aPart({ modelName: 'A', seed: 4_294_967_295 }), aPart({ modelName: 'B', seed: null }))
    const button = reply.getByRole('button', { name: /^Written by/ })
    expect(button.getAttribute('aria-expanded')).toBe('false')
    await doing(() => fireEvent.click(button))
    expect(button.getAttribute('aria-expanded')).toBe('true')
    const list = reply.getByRole('list')
    expect(list.id).toBe(button.getAttribute('aria-controls'))
    const items = within(list).getAllByRole('listitem')
    expect(items.map(({ textContent }) => textContent)).toEqual(['A · seed 4294967295', 'B · its seed was not kept'])
    await doing(() => fireEvent.click(button))
    expect(reply.queryByRole('list')).toBeNull()
  })

  it.each([[[]], [[aPart({ modelName: '' })]]])('is not named where none is known (%#)', async (parts) => {
    const reply = await openReply(...parts)
    expect(reply.queryByRole('button', { name: /^Written by/ })).toBeNull()
  })
})
