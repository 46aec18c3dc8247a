import { expect } from '@playwright/test'
import type { Hearth } from '../support/hearth'
import { test } from '../support/sharedStory'

// The scripted engine writes about 60 words a second.

const overflow = ({ transcript }: Hearth): Promise<number> => transcript.evaluate((log) => log.scrollHeight - log.clientHeight)
const scrollTop = ({ transcript }: Hearth): Promise<number> => transcript.evaluate((log) => log.scrollTop)
const grown = async (hearth: Hearth, by: number): Promise<void> => {
  const before = (await hearth.lastText()).length
  await expect.poll(async () => (await hearth.lastText()).length).toBeGreaterThan(before + by)
}
/** How far the last question is below the top of the view. CSS pixels. */
const questionTop = ({ transcript }: Hearth): Promise<number> =>
  transcript.evaluate((log) => {
    const question = [...log.querySelectorAll('article.user')].at(-1)
    return Math.round((question?.getBoundingClientRect().top ?? -1) - log.getBoundingClientRect().top)
  })
/** Rounding of the browser may move it by a pixel. */
const offTop = async (hearth: Hearth): Promise<number> => Math.abs((await questionTop(hearth)) - 16)

test('with “Stay where I am” a message that was sent is seen, and its reply grows below the view', async ({ hearth }) => {
  await hearth.call('preferences.set', { follow: 'stay' })
  await hearth.ask('/long 500')
  await expect.poll(() => overflow(hearth)).toBeGreaterThan(0)
  await hearth.write('/long 4000')
  await hearth.waitForText()
  await expect(hearth.questions.last()).toBeInViewport()
  const top = await scrollTop(hearth)
  await grown(hearth, 1500)
  expect(await scrollTop(hearth)).toBe(top)
  await expect(hearth.button('Jump to latest')).toBeVisible()

  await hearth.button('Jump to latest').click()
  await expect(hearth.button('Jump to latest')).toHaveCount(0)
  await grown(hearth, 600)
  expect(await scrollTop(hearth), 'at the end it is followed again').toBeGreaterThan(top)
  await hearth.stop()
})

test('a message that is sent has its size from its first frame', async ({ hearth }) => {
  await hearth.ask('/long 500')
  await expect.poll(() => overflow(hearth)).toBeGreaterThan(0)
  const heights = hearth.transcript.evaluate(
    (log) =>
      new Promise<number[]>((resolve) => {
        const known = log.querySelectorAll('article.user').length
        const seen: number[] = []
        const look = (): void => {
          const questions = [...log.querySelectorAll('article.user')]
          if (questions.length > known) seen.push(questions.at(-1)?.getBoundingClientRect().height ?? 0)
          if (seen.length === 30) resolve(seen)
          else requestAnimationFrame(look)
        }
        look()
      })
  )
  await hearth.ask('A short one')
  expect(new Set(await heights).size, 'sizes in thirty frames').toBe(1)
})

test('with “Move my message to the top” it stands there while its reply grows, however short that is', async ({ hearth }) => {
  await hearth.call('preferences.set', { follow: 'questionToTop' })
  await hearth.ask('/long 500')
  await hearth.ask('A short one')
  await expect.poll(() => offTop(hearth)).toBeLessThanOrEqual(1)
  await expect(hearth.button('Jump to latest')).toHaveCount(0)
  await hearth.write('/long 4000')
  await hearth.waitForText()
  await expect.poll(() => offTop(hearth)).toBeLessThanOrEqual(1)
  await grown(hearth, 1500)
  expect(await offTop(hearth)).toBeLessThanOrEqual(1)
  await expect(hearth.button('Jump to latest')).toBeVisible()
  await hearth.transcript.hover()
  await hearth.page.mouse.wheel(0, -200)
  await expect.poll(() => questionTop(hearth)).toBeGreaterThan(100)
  const top = await scrollTop(hearth)
  await grown(hearth, 600)
  expect(await scrollTop(hearth), 'what is read stays where it is').toBe(top)
  await hearth.stop()
})
