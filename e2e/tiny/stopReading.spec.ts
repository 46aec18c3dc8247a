import { expect } from '@playwright/test'
import { longMessage } from '../support/models'
import { test } from '../support/sharedStory'

const reading = /Reading ([\d,]+) of ([\d,]+) tokens…/

test('stopping while a long prompt is read', async ({ hearth }) => {
  const { replies, status } = hearth

  /** Waits until more than `tokens` are read, and returns how many there are to read. */
  const readMoreThan = async (tokens: number): Promise<number> => {
    let total = 0
    const done = async (): Promise<number> => {
      const [, read, all] = reading.exec((await replies.last().textContent()) ?? '') ?? []
      total = Number(all?.replace(',', ''))
      return Number(read?.replace(',', '') ?? 0)
    }
    await expect.poll(done, { intervals: [50], timeout: 30_000 }).toBeGreaterThan(tokens)
    return total
  }

  await hearth.write(longMessage(1500))
  const total = await readMoreThan(128)
  expect(total).toBeGreaterThan(1200)
  await expect(status).toHaveText(/^Reading prompt \d+ %$/)
  await hearth.composer.press('Escape')
  await expect(replies).toContainText('Stopped by you')
  await expect(status).toHaveText('Stopped')
  await expect(hearth.button('Continue')).toBeVisible()
  const stopped = await hearth.savedReply()
  expect(stopped).toMatchObject({ text: '', status: { kind: 'stopped' }, stats: { tokens: 0 } })
  const known = (stopped.stats?.promptEvaluated ?? 0) + (stopped.stats?.promptReused ?? 0)
  expect(known, 'it was stopped while reading').toBeLessThan(total - 1)
  expect(known).toBeGreaterThan(128)

  await replies.getByRole('button', { name: 'Try again' }).click()
  await expect(replies).toContainText('2 of 2')
  await readMoreThan(known)
  await hearth.composer.press('Escape')
  await expect(replies).toContainText('Stopped by you')
  await expect(hearth.button('Continue')).toBeVisible()
  const { stats } = await hearth.savedReply()
  expect(stats?.promptReused, 'what was read before is not read again').toBe(known)
  expect(stats?.promptEvaluated).toBeGreaterThan(0)
})
