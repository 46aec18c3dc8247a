import { expect } from '@playwright/test'
import { clipboardOf } from '../support/clipboard'
import type { Hearth } from '../support/hearth'
import { longChat } from '../support/longChats'
import { saveChats } from '../support/preset'
import { test } from '../support/story'

const fake = { HEARTH_ENGINE: 'fake' }

const mounted = ({ transcript }: Hearth): Promise<number> => transcript.getByRole('article').count()
const scrollTop = ({ transcript }: Hearth): Promise<number> => transcript.evaluate((log) => log.scrollTop)
const distanceToEnd = ({ transcript }: Hearth): Promise<number> =>
  transcript.evaluate((log) => Math.round(log.scrollHeight - log.clientHeight - log.scrollTop))

test('Home, End, Select all and copy mean the whole of 600 messages, and only them', async ({ dataDir, launch }) => {
  await saveChats(dataDir, [longChat(600)])
  const hearth = await launch({ env: fake })
  await hearth.open('A chat of 600 messages')
  await expect(hearth.replies.last()).toContainText('Answer 599')
  await hearth.waitUntilReady()
  expect(await mounted(hearth)).toBeLessThanOrEqual(60)
  await hearth.transcript.click({ position: { x: 5, y: 200 } })

  await test.step('Home and End', async () => {
    await hearth.page.keyboard.press('Home')
    await expect(hearth.questions.first()).toContainText('Question 0')
    await expect.poll(() => scrollTop(hearth)).toBe(0)
    await hearth.page.keyboard.press('End')
    await expect(hearth.replies.last()).toContainText('Answer 599')
    await expect.poll(() => distanceToEnd(hearth)).toBe(0)
  })

  await test.step('Select all and copy', async () => {
    await hearth.page.keyboard.press('ControlOrMeta+A')
    await hearth.page.keyboard.press('ControlOrMeta+C')
    await expect(hearth.status).toHaveText('600 messages copied')
    const text = await clipboardOf(hearth, 'text/plain')
    expect(text.match(/^(Question|Answer) \d+/gm)).toHaveLength(600)
    expect(text.match(/^(You|Assistant):$/gm)).toHaveLength(600)
    expect(text).not.toMatch(/New chat|tok\/s|Qwen|Copy|Today/)
    const html = await clipboardOf(hearth, 'text/html')
    expect(html.match(/<strong>(You|Assistant):<\/strong>/g)).toHaveLength(600)
    expect(html).not.toMatch(/<button|class=/)
  })
})

test('5,000 messages open with a few rows, and none jumps while one scrolls up through them', async ({ dataDir, launch }) => {
  await saveChats(dataDir, [longChat(5_000)])
  const hearth = await launch({ env: fake })
  await hearth.open('A chat of 5000 messages')
  await expect(hearth.replies.last()).toContainText('Answer 4999')
  expect(await mounted(hearth)).toBeLessThanOrEqual(60)
  const firstOfOpened = (await hearth.textOf(hearth.questions.first()).textContent()) ?? ''
  expect(firstOfOpened).toMatch(/^Question 49/)
  await hearth.transcript.hover()
  for (let turns = 0; turns < 60; turns++) {
    // A row in view moves by what was scrolled, and by nothing else, whatever rows come and go above it. The second part is scrolled while
    // the rows that the first one asked for are on their way.
    const moved = await hearth.transcript.evaluate(
      (log) =>
        new Promise<{ row: number; scrolled: number }>((resolve) => {
          const view = log.getBoundingClientRect()
          const rows = [...log.querySelectorAll('article')]
          const row = rows.find((each) => each.getBoundingClientRect().bottom > view.top + view.height / 2) ?? rows[0]
          const topOfRow = (): number => row?.getBoundingClientRect().top ?? 0
          const before = topOfRow()
          const scroll = (): number => {
            const from = topOfRow()
            log.scrollBy({ top: -300, behavior: 'instant' })
            return topOfRow() - from
          }
          const scrolled = scroll()
          const frames = (left: number, byNow: number): void =>
            void requestAnimationFrame(() => {
              if (left > 0) frames(left - 1, byNow)
              else resolve({ row: topOfRow() - before, scrolled: byNow })
            })
          requestAnimationFrame(() => frames(6, scrolled + scroll()))
        })
    )
    expect(Math.abs(moved.row - moved.scrolled), `turn ${turns}`).toBeLessThanOrEqual(1)
  }
  expect(await mounted(hearth)).toBeLessThanOrEqual(170)
  const numberOf = (text: string): number => Number(/\d+/.exec(text)?.[0])
  const firstNow = (await hearth.textOf(hearth.questions.first()).textContent()) ?? ''
  expect(numberOf(firstNow)).toBeLessThan(numberOf(firstOfOpened) - 60)
  const before = await hearth.transcript.evaluate((log) => log.querySelectorAll('*').length)
  expect(before).toBeLessThan(10_000)
})

test('where one reads is kept for each chat, while others are read and over a restart', async ({ dataDir, launch }) => {
  await saveChats(dataDir, [longChat(600), longChat(8, 'A short one')])
  let hearth = await launch({ env: fake })
  await hearth.open('A chat of 600 messages')
  await expect(hearth.replies.last()).toContainText('Answer 599')
  await hearth.transcript.hover()
  for (let turns = 0; turns < 12; turns++) {
    await hearth.page.mouse.wheel(0, -500)
    await hearth.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  }
  /** Where each row stands, from the top of the view. */
  const places = (): Promise<Record<string, number>> =>
    hearth.transcript.evaluate((log) => {
      const { top } = log.getBoundingClientRect()
      const rows = [...log.querySelectorAll('article')].map((row) => [
        row.querySelector('.message-text')?.textContent?.slice(0, 12) ?? '',
        row.getBoundingClientRect().top - top
      ])
      return Object.fromEntries(rows) as Record<string, number>
    })
  await expect(hearth.button('Jump to latest')).toBeVisible()
  const aboveView = (): Promise<number> =>
    hearth.transcript.evaluate((log) => log.getBoundingClientRect().top - (log.querySelector('article')?.getBoundingClientRect().top ?? 0))
  await expect.poll(aboveView, 'earlier rows are there').toBeGreaterThan(500)
  const [known = '', offset = 0] = Object.entries(await places()).find(([, top]) => top >= 0) ?? []
  // The view itself stands on whole pixels, and rows do not.
  const isThere = async (): Promise<boolean> => Math.abs(((await places())[known] ?? Infinity) - offset) <= 1
  const { conversation } = await hearth.opened()
  await hearth.open('A short one')
  await expect(hearth.replies.last()).toContainText('Answer 7')
  await hearth.open('A chat of 600 messages')
  await expect.poll(isThere).toBe(true)
  const saved = async (): Promise<unknown> => (await hearth.call('conversation.open', { conversationId: conversation.id })).place
  await expect.poll(saved).not.toBeNull()
  await hearth.close()

  hearth = await launch({ env: fake })
  await expect.poll(isThere).toBe(true)
  await hearth.button('Jump to latest').click()
  await expect.poll(() => distanceToEnd(hearth)).toBe(0)
  await expect(hearth.button('Jump to latest')).toHaveCount(0)
})

test('an essay of 100,000 characters that was pasted is folded, and opens whole', async ({ dataDir, launch }) => {
  const essay = 'The sea is never still, and neither is whoever looks at it for long. '.repeat(1_450).trim()
  await saveChats(dataDir, [{ title: 'A pasted essay', ago: 60_000, messages: [essay, 'A long text.'] }])
  const hearth = await launch({ env: fake })
  await hearth.open('A pasted essay')
  const question = hearth.questions.last()
  expect(await hearth.textOf(question).textContent()).toBe(essay)
  const height = async (): Promise<number> => (await question.boundingBox())?.height ?? 0
  expect(await height()).toBeLessThan(400)
  await question.getByRole('button', { name: 'Show all of it' }).click()
  await expect.poll(height).toBeGreaterThan(5_000)
  await question.getByRole('button', { name: 'Show less' }).press('Enter')
  await expect.poll(height).toBeLessThan(400)
})
