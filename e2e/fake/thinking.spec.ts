import { expect } from '@playwright/test'
import { expectAccessible } from '../support/accessibility'
import { letters } from '../support/letters'
import { test } from '../support/sharedStory'

// The scripted engine thinks about 60 tokens a second: 300 take it five seconds.

test('what the model thinks is shown while it thinks, apart from its answer', async ({ hearth }) => {
  const { replies, status } = hearth
  await hearth.write('/think 300')
  await expect(hearth.thoughtButton()).toHaveText(/Thinking… \d+ tokens/)
  await expect(status).toHaveText(/Thinking… \d+ tokens?/)
  await expect(hearth.thought, 'it is closed').toHaveCount(0)
  await hearth.thoughtButton().press('Enter')
  await expect(hearth.thought).toContainText('The question is short')
  await expectAccessible(hearth.page, 'a thought that grows')

  await test.step('Stop inside it keeps it, and Continue goes on in it', async () => {
    await hearth.stop()
    await expect(hearth.thoughtButton()).toHaveText(/Thought for \d/)
    const stopped = await hearth.savedReply()
    expect(stopped.text).toBe('')
    expect(letters((await hearth.thought.textContent()) ?? '')).toBe(letters(stopped.thought?.text ?? '?'))
    await hearth.button('Continue').click()
    await expect(hearth.thoughtButton()).toHaveText(/Thinking… \d+ tokens/)
    await hearth.waitUntilReplied()
    await expect(replies).toContainText('finished')
    const { text, thought, parts } = await hearth.savedReply()
    expect(thought?.text.startsWith(stopped.thought?.text ?? '?')).toBe(true)
    expect(thought?.tokens).toBe(300)
    expect(parts).toHaveLength(2)
    expect(letters(await hearth.lastText())).toBe(letters(text))
    expect(text).toMatch(/^Lorem ipsum/)
  })
})

test('a model that only thinks is told as such', async ({ hearth }) => {
  await hearth.ask('/only-think 40')
  await expect(hearth.replies).toContainText('The model only thought and wrote no answer.')
  await expect(hearth.status).toHaveText('Finished without an answer')
  await expect(hearth.button('Continue')).toHaveCount(0)
  await hearth.button('Try again').click()
  await expect(hearth.replies).toContainText('2 of 2')
  await hearth.waitUntilReplied()
})

test('Answer now ends the thought, and the answer follows', async ({ hearth }) => {
  await hearth.write('/think 3000')
  await expect(hearth.thoughtButton()).toHaveText(/Thinking… \d+ tokens/)
  await hearth.button('Answer now').press('Enter')
  await expect(hearth.button('Answer now')).toHaveCount(0)
  await hearth.waitUntilReplied()
  await expect(hearth.replies).toContainText('finished')
  const { text, thought } = await hearth.savedReply()
  expect(text).toMatch(/^Lorem ipsum/)
  expect(thought?.tokens).toBeLessThan(3000)
})
