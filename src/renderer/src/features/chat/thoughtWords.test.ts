import { expect, it } from 'vitest'
import type { EndReason, MessageStatus } from '../../../../shared/domain/message'
import { aConversation, aQuestion, aReply } from '../../testing/samples'
import { noAnswerWords, thinkingWords, thoughtWords } from './thoughtWords'

it.each([
  [0, 'Thought for a moment'],
  [1_840, 'Thought for 1.8 s'],
  [9_949, 'Thought for 9.9 s'],
  [9_951, 'Thought for 10 s'],
  [12_300, 'Thought for 12 s'],
  [59_700, 'Thought for 1 min 0 s'],
  [125_000, 'Thought for 2 min 5 s']
])('tells how long the model thought: %i ms', (ms, words) => {
  expect(thoughtWords(ms)).toBe(words)
})

it('tells how far the model is with its thought', () => {
  expect(thinkingWords(0, 0)).toBe('Thinking…')
  expect(thinkingWords(1, 0)).toBe('Thinking… 1 token')
  expect(thinkingWords(1_214, 12)).toBe('Thinking… 1,214 tokens · 12 s')
})

const thought = { text: 'Hm', tokens: 1, ms: 0 }
const question = aQuestion(aConversation('A').id, 'Q')
const wordsOf = (text: string, status: MessageStatus): string | null => noAnswerWords(aReply(question, text, { thought, status }))

it.each<[EndReason, RegExp]>([
  ['finished', /only thought and wrote no answer/],
  ['contextFull', /used all the room that was left/],
  ['lengthLimit', /used all the tokens that a reply may have/],
  ['repeats', /only repeated itself/]
])('says why a reply that is all thought has no answer: %s', (reason, words) => {
  expect(wordsOf('', { kind: 'complete', reason })).toMatch(words)
  expect(wordsOf('An answer', { kind: 'complete', reason })).toBeNull()
  expect(noAnswerWords(aReply(question, '', { status: { kind: 'complete', reason } })), 'nor is it said to have thought').not.toMatch(
    /thought/i
  )
})

it('says nothing of the kind where the reply was stopped in its thought', () => {
  expect(wordsOf('', { kind: 'stopped' })).toBeNull()
})
