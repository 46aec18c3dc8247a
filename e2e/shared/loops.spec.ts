import { expect } from '@playwright/test'
import { expectAccessible } from '../support/accessibility'
import { test } from '../support/sharedStory'

test('a reply that only repeats itself is ended; what repeats is marked and kept, and Continue goes on', async ({ hearth, useScript }) => {
  await useScript([' Listen:', ' the', ' sea', ' is', ' calm.'], { loopsTo: 1 })
  await hearth.ask('Tell me of the sea.')
  await expect(hearth.replies).toContainText('repeats itself')
  const { text, status, parts } = await hearth.savedReply()
  expect(status).toMatchObject({ kind: 'complete', reason: 'repeats' })
  expect(text).toMatch(/^ ?Listen:( the sea is calm\.)+/)
  expect(await hearth.lastText(), 'nothing is deleted').toBe(text.trim())
  const marked = hearth.replies.getByRole('group', { name: 'Repeats what stands above' })
  expect((await marked.textContent())?.trim()).toBe(text.slice(parts[0]?.repeatsFrom ?? 0).trim())
  expect(text.length - ((await marked.textContent()) ?? '').length).toBeLessThan(60)
  await expectAccessible(hearth.page, 'a reply that repeats itself')

  await hearth.button('Continue').click()
  await expect.poll(async () => (await hearth.savedReply()).text.length).toBeGreaterThan(text.length)
  await hearth.waitUntilReplied()
  await expect(hearth.replies).toHaveCount(1)
  expect((await hearth.savedReply()).text.startsWith(text)).toBe(true)
  await expect(marked, 'what repeated before stays marked').toHaveCount(2)
})
