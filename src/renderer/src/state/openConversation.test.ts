import { describe, expect, it } from 'vitest'
import { aConversation, aQuestion, aReply, growing } from '../testing/samples'
import { hasAllParents, openedConversation, withConversation, withMessages, withoutMessages } from './openConversation'

function setUp() {
  const empty = aConversation('A')
  const question = aQuestion(empty.id, 'Q')
  const reply = aReply(question, 'R')
  const conversation = { ...empty, activeLeafId: reply.id }
  return { conversation, question, reply, open: openedConversation(conversation, [question, reply]) }
}

describe('openConversation', () => {
  it('shows the active leaf', () => {
    const { open, reply } = setUp()
    expect(open.shownLeafId).toBe(reply.id)
  })

  it('keeps showing the old leaf until the new one is known', () => {
    const { open, conversation, question, reply } = setUp()
    const other = aReply(question, 'Other')
    const waiting = withConversation(open, { ...conversation, activeLeafId: other.id })
    expect(waiting.shownLeafId).toBe(reply.id)
    expect(withMessages(waiting, [other]).shownLeafId).toBe(other.id)
  })

  it('is the same object after news that is not news', () => {
    const { open, reply } = setUp()
    expect(withMessages(open, [{ ...reply }])).toBe(open)
  })

  it('does not change when only the saved text of a growing reply does', () => {
    const { conversation, question } = setUp()
    const reply = aReply(question, '', growing)
    const open = openedConversation(conversation, [question, reply])
    expect(withMessages(open, [{ ...reply, text: 'saved' }])).toBe(open)
    expect(withMessages(open, [{ ...reply, contextStartId: question.id }])).not.toBe(open)
  })

  it('shows what is above when the leaf is taken out', () => {
    const { open, conversation, reply, question } = setUp()
    const asked = aQuestion(conversation.id, 'Next', reply.id)
    const waiting = aReply(asked, '', { status: { kind: 'queued' } })
    const grown = withConversation(withMessages(open, [asked, waiting]), { ...conversation, activeLeafId: waiting.id })
    const taken = withoutMessages(grown, [asked.id, waiting.id])
    expect(taken.shownLeafId).toBe(reply.id)
    expect([...taken.messages.keys()]).toEqual([question.id, reply.id])
  })

  it('knows when a message between is missing', () => {
    const { open, conversation } = setUp()
    expect(hasAllParents(open)).toBe(true)
    const lost = aQuestion(conversation.id, 'Lost')
    expect(hasAllParents(withMessages(open, [aReply(lost, 'R')]))).toBe(false)
  })
})
