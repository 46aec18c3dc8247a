import { expect } from '@playwright/test'
import { test } from '../support/sharedStory'

test('a follow-up uses what was said before, and reads only what is new', async ({ hearth }) => {
  await hearth.ask('My name is Clara.')
  const first = (await hearth.savedReply()).stats
  expect(await hearth.ask('What is my name?')).toContain('Clara')
  const second = (await hearth.savedReply()).stats
  if (!first || !second) throw new Error('A reply has no figures')

  const known = first.promptEvaluated + first.promptReused + first.tokens
  expect(second.promptReused, 'what was read and written for the first answer is known').toBeGreaterThanOrEqual(known - 1)
  expect(second.promptReused + second.promptEvaluated, 'the whole history is in the prompt').toBeGreaterThan(known)
  expect(second.promptEvaluated, 'only the new message is read').toBeLessThan(40)
  await expect(hearth.questions, 'the message to the model that is recommended for it is nothing one sees').toHaveCount(2)
  await expect(hearth.conversations, 'it is one chat').toHaveCount(1)
})
