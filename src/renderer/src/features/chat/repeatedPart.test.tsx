// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { MessageStatus, ReplyPart } from '../../../../shared/domain/message'
import { openWindow } from '../../testing/openWindow'
import { aConversation, aGeneration, aPart, aQuestion, aReply, growing, streamOf } from '../../testing/samples'

const text = `One.\n\n${'Again and again. '.repeat(40)}`
const repeats: MessageStatus = { kind: 'complete', reason: 'repeats' }
const part = aPart({ repeatsFrom: 23 })
const shown = (): HTMLElement => screen.getByRole('article', { name: 'Assistant' })
/** Paragraphs stand below each other, and space at their ends is not shown. */
const words = (of: string | Element | null): string => (typeof of === 'string' ? of : (of?.textContent ?? '')).replace(/\n/g, '').trim()
const marked = (): HTMLElement | null => within(shown()).queryByRole('group', { name: 'Repeats what stands above' })

async function openReply(...parts: ReplyPart[]) {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, text, { status: repeats, parts })
  return openWindow([{ conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] }])
}

it('is marked, with a name, and no word changes', async () => {
  await openReply(part)
  expect(words(shown().querySelector('.message-text'))).toBe(words(text))
  expect(words(marked())).toBe(words(text.slice(23)))
  expect(shown().textContent).toContain('repeats itself')
})

it.each([null, text.length])('is not there in a reply without one (%s)', async (repeatsFrom) => {
  await openReply(aPart({ repeatsFrom }))
  expect(marked()).toBeNull()
  expect(words(shown().querySelector('.message-text'))).toBe(words(text))
})

it('is marked once the reply has ended, not while it is written', async () => {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, text, growing)
  const generation = aGeneration(reply, { kind: 'writing', tokens: 1, tokensPerSecond: null })
  const stream = streamOf(generation, reply)
  const { emit } = await openWindow([
    { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply], generations: [generation] }
  ])
  expect(marked()).toBeNull()
  await emit('generation.event', stream.ended(repeats, [part]))
  expect(words(marked())).toBe(words(text.slice(23)))
})

it('stays marked when the reply was continued, beside that of the next part', async () => {
  await openReply(part, aPart({ from: 200, repeatsFrom: 300 }))
  const names = { name: 'Repeats what stands above' }
  expect(within(shown()).getAllByRole('group', names).map(words)).toEqual([words(text.slice(23, 200)), words(text.slice(300))])
  expect(words(shown().querySelector('.message-text'))).toBe(words(text))
})

it('is marked item by item in a list, and as a whole in code', async () => {
  const list = '1. One\n2. Two\n3. Two\n\n```\na\n```'
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, list, { status: repeats, parts: [aPart({ repeatsFrom: list.indexOf('3.') })] })
  await openWindow([{ conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] }])
  const groups = within(shown()).getAllByRole('group', { name: 'Repeats what stands above' })
  expect(groups.map((group) => words(group.querySelector('pre') ?? group))).toEqual(['Two', 'a'])
  expect(groups[0]?.closest('li')).toBe(shown().querySelector('li:last-child'))
})
