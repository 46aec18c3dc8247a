import { expect } from '@playwright/test'
import { askForLittle } from '../support/models'
import { test } from '../support/sharedStory'

test('a follow-up uses what was said before, and reads only what is new', async ({ hearth }) => {
  await hearth.ask(askForLittle)
  const first = (await hearth.savedReply()).stats
  await hearth.write('And how many are in two weeks?')
  await expect(hearth.replies).toHaveCount(2)
  await hearth.waitForText()
  await hearth.composer.press('Escape') // what is said does not matter here
  await hearth.waitUntilReplied()
  const second = (await hearth.savedReply()).stats
  if (!first || !second) throw new Error('A reply has no figures')

  const known = first.promptEvaluated + first.promptReused + first.tokens
  expect(first.promptReused).toBe(0)
  expect(second.promptReused, 'what was read and written for the first answer is known').toBeGreaterThanOrEqual(known - 1)
  expect(second.promptReused + second.promptEvaluated, 'the whole history is in the prompt').toBeGreaterThan(known)
  expect(second.promptEvaluated, 'only the new message is read').toBeLessThan(40)
  await expect(hearth.questions).toHaveCount(2)
  await expect(hearth.conversations, 'it is one chat').toHaveCount(1)
})
