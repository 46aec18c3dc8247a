import { expect, it } from 'vitest'
import type { AssistantMessage, Message, MessageStatus, UserMessage } from './message'
import { waitingMessages } from './waiting'

const conversationId = 'c'
const asked = (n: number, parent: number | null): UserMessage => ({
  role: 'user',
  id: `m${n}`,
  conversationId,
  parentId: parent === null ? null : `m${parent}`,
  text: `Q${n}`,
  createdAt: n
})
const reply = (n: number, parent: number, kind: 'queued' | 'streaming' | 'stopped', text = ''): AssistantMessage => {
  const status: MessageStatus = { kind }
  const base = { role: 'assistant', id: `m${n}`, conversationId, parentId: `m${parent}`, text, createdAt: n, status } as const
  return { ...base, thought: null, stats: null, parts: [], contextStartId: null }
}
const textsOf = (messages: readonly Message[]): string[] => waitingMessages(messages).map(({ question }) => question.text)

it('are those whose reply has not begun, in the order of their turns, whatever the order they are given in', () => {
  const all = [asked(1, null), reply(2, 1, 'streaming'), asked(3, 2), reply(4, 3, 'queued'), asked(5, 4), reply(6, 5, 'queued')]
  expect(textsOf(all)).toEqual(['Q3', 'Q5'])
  expect(textsOf([...all].reverse())).toEqual(['Q3', 'Q5'])
})

it('are not those that are answered already: a reply that waits to go on, another variant, one that was stopped', () => {
  expect(textsOf([asked(1, null), reply(2, 1, 'queued', 'Half')])).toEqual([])
  expect(textsOf([asked(1, null), reply(2, 1, 'stopped'), reply(3, 1, 'queued')])).toEqual([])
  expect(textsOf([asked(1, null), reply(2, 1, 'stopped')])).toEqual([])
  expect(textsOf([asked(1, null), { ...reply(2, 1, 'queued'), thought: { text: 'Hm', tokens: 1, ms: 0 } }])).toEqual([])
})
