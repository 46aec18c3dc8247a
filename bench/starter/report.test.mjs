import { expect, test } from 'vitest'
import { judge } from './judge.mjs'
import { categoryTable, goalTable, someReplies } from './report.mjs'

const sample = (category, prompt, reply, expects, reason = 'finished') => ({
  category,
  round: 1,
  seed: 1001,
  before: [],
  prompt,
  reply,
  tokens: 10,
  verdicts: judge({ text: reply, reason }, { language: 'en', expects })
})
const week = { fact: { accepts: [7] } }
const samples = [
  sample('greetings', 'hi', 'Hello! How can I help you?', { greeting: true }),
  sample('facts', 'How many days are in a week?', 'A week has 7 days.', week),
  sample('facts', 'And how many are there?', 'It has 9 days.', week),
  sample('writing', 'Tell me a joke.', 'I cannot tell jokes.', { topic: /joke/ }, 'lengthLimit')
]
const lines = (text) => text.split('\n')

test('a goal is met when the share of replies is reached, of those that are judged for it', () => {
  const rows = lines(goalTable(samples))
  expect(rows).toContain('| no loop | 4 of 4 | 100 % | all | met |')
  expect(rows).toContain('| fact right | 1 of 2 | 50 % | ≥ 90 % | **not met** |')
  expect(rows).toContain('| greeted back | 1 of 1 | 100 % | all | met |')
  expect(rows).toContain('| no refusal | 3 of 4 | 75 % | all | **not met** |')
  expect(rows).toContain('| ended by itself | 3 of 4 | 75 % | ≥ 95 % | **not met** |')
  expect(rows).toContain('| thanks taken kindly | – | – | – | – |')
})

test('a category counts its own replies', () => {
  expect(lines(categoryTable(samples))).toContain('| facts | 2 | 10 | 0 | 2 | 0 | 2 of 2 | 1 of 2 |')
})

test('what failed is shown whole, with the reason', () => {
  const text = someReplies(samples).join('\n')
  expect(text).toContain('Not “fact right” (missing):\n\n“And how many are there?”, seed 1001:\n\n> It has 9 days.')
  expect(text).toContain('Not “no refusal”')
  expect(text).not.toContain('Not “greeted back”')
})
