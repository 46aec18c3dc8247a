import { expect } from '@playwright/test'
import { test } from '../support/sharedStory'

// The scripted engine writes about 60 words a second.

test('the end is followed only while one is there', async ({ hearth }) => {
  const { transcript, page } = hearth
  const distance = (): Promise<number> => transcript.evaluate((log) => Math.round(log.scrollHeight - log.clientHeight - log.scrollTop))
  const grown = async (by: number): Promise<void> => {
    const before = (await hearth.lastText()).length
    await expect.poll(async () => (await hearth.lastText()).length).toBeGreaterThan(before + by)
  }
  await hearth.write('/long 4000')
  await expect.poll(() => transcript.evaluate((log) => log.scrollHeight - log.clientHeight)).toBeGreaterThan(300)
  expect(await distance()).toBeLessThanOrEqual(24)

  await transcript.hover()
  await page.mouse.wheel(0, -150)
  await expect(hearth.button('Jump to latest')).toBeVisible()
  const top = await transcript.evaluate((log) => log.scrollTop)
  await grown(300)
  expect(await transcript.evaluate((log) => log.scrollTop), 'what is read stays where it is').toBe(top)
  await expect(hearth.button('Jump to latest')).toHaveAttribute('aria-description', 'New text has come')

  await hearth.button('Jump to latest').click()
  await grown(300)
  await expect.poll(distance).toBeLessThanOrEqual(24)
  await expect(hearth.button('Jump to latest')).toHaveCount(0)
  await hearth.stop()
})

test('when a reply of several screens ends, its end stays in view, and what is read further up stays where it is', async ({ hearth }) => {
  const { transcript } = hearth
  await hearth.ask('/long 700')
  await expect(hearth.replies.last()).toContainText('finished')
  const { distance, overflow } = await transcript.evaluate((log) => ({
    distance: Math.round(log.scrollHeight - log.clientHeight - log.scrollTop),
    overflow: log.scrollHeight - log.clientHeight
  }))
  expect(overflow).toBeGreaterThan(600)
  expect(distance).toBeLessThanOrEqual(24)

  await hearth.write('/long 700')
  await expect.poll(async () => (await hearth.lastText()).length).toBeGreaterThan(3_000)
  await transcript.hover()
  await hearth.page.mouse.wheel(0, -150)
  await expect(hearth.button('Jump to latest')).toBeVisible()
  const row = hearth.questions.last()
  const top = async (): Promise<number> => Math.round((await row.boundingBox())?.y ?? 0)
  const before = await top()
  await hearth.waitUntilReplied()
  await expect(hearth.replies.last()).toContainText('finished')
  expect(await top()).toBe(before)
})

test('a selection over messages stays while the reply is written', async ({ hearth }) => {
  await hearth.write('One short thing')
  await hearth.waitUntilReplied()
  // While it thinks nothing moves: a script that selects in the very moment in which rows go is faster than any person.
  await hearth.write('/think 150')
  await expect(hearth.thoughtButton()).toContainText(/\d/)
  await hearth.page.evaluate(() => {
    const [question, reply] = document.querySelectorAll('.message-text')
    const range = document.createRange()
    range.setStart(question ?? document.body, 0)
    range.setEnd(reply?.firstChild ?? document.body, 1)
    getSelection()?.removeAllRanges()
    getSelection()?.addRange(range)
  })
  const selected = (): Promise<string> => hearth.page.evaluate(() => getSelection()?.toString() ?? '')
  const before = await selected()
  expect(before).toContain('One short thing')
  await expect.poll(async () => (await hearth.lastText()).length).toBeGreaterThan(500)
  expect(await selected()).toBe(before)
  await hearth.waitUntilReplied()
  expect(await selected()).toBe(before)
})

test('nothing moves when the buttons of a message come, nor when a reply ends', async ({ hearth }) => {
  await hearth.write('A first one')
  await hearth.waitUntilReplied()
  await hearth.ask('A second one')
  const [first, last] = [hearth.replies.first(), hearth.replies.last()]
  const places = (): Promise<unknown> =>
    hearth.transcript.evaluate((log) =>
      [...log.querySelectorAll('article, .message-text, .reply-footer, .figures, button, time')].map((each) => {
        const { x, y, width, height } = each.getBoundingClientRect()
        return [x, y, width, height]
      })
    )
  await hearth.page.mouse.move(0, 0)
  const before = await places()
  const copy = first.getByRole('button', { name: 'Copy' })
  await expect(copy).toHaveCSS('opacity', '0')
  await first.hover()
  await expect(copy).toHaveCSS('opacity', '1')
  expect(await places()).toEqual(before)
  await hearth.page.mouse.move(0, 0)
  await copy.focus()
  await expect(copy).toHaveCSS('opacity', '1')
  await expect(last.getByRole('button', { name: 'Copy' }), 'always under the last reply').toHaveCSS('opacity', '1')
  const xOf = async (name: string): Promise<number[]> =>
    Promise.all([first, last].map(async (reply) => (await reply.getByRole('button', { name }).boundingBox())?.x ?? -1))
  for (const name of ['Copy', 'Try again']) {
    const [one, other] = await xOf(name)
    expect(one, name).toBe(other)
  }
})

test('only what was written can be selected', async ({ hearth }) => {
  await hearth.ask('A first one')
  const selectable = await hearth.page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((each) => getComputedStyle(each).userSelect !== 'none' && each.textContent !== '' && !each.closest('.message-text'))
      .map((each) => `${each.tagName} ${each.className}`)
  )
  expect(selectable).toEqual([])
})

test('a mark fills while a prompt is read for more than half a second, without an animation that the model would wait for, and a model without a word is told as such', async ({
  hearth
}) => {
  await hearth.write('/slow-read A long one')
  const mark = hearth.transcript.locator('.work-mark')
  await expect(mark).toHaveCSS('opacity', '1')
  const filled = (): Promise<number> => mark.evaluate((each) => (each.firstElementChild?.clientWidth ?? 0) / each.clientWidth)
  const before = await filled()
  await expect.poll(filled).toBeGreaterThan(before)
  const moving = await hearth.page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)
  expect(moving).toBe(0)
  await hearth.stop()
  await hearth.writeInNewChat('/empty')
  await hearth.waitUntilReplied()
  await expect(hearth.replies.last()).toContainText('ended its reply without a word')
  await expect(hearth.status).toHaveText('Finished without an answer')
  await hearth.writeInNewChat('/fail now')
  await expect(hearth.page.getByRole('alert')).toContainText('The engine met a fault while it was at work')
})
