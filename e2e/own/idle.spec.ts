import { expect } from '@playwright/test'
import { recordScheduled, scheduledNow } from '../support/scheduled'
import { saveChats } from '../support/preset'
import { test } from '../support/story'

const fake = { HEARTH_ENGINE: 'fake' }
const EACH_HOUR = 'setInterval 3600000'

test('nothing is scheduled behind a reply but what looks at the date each hour', async ({ launch }) => {
  const hearth = await launch({ env: fake })
  await hearth.page.addInitScript(recordScheduled)
  await hearth.page.reload()
  await hearth.waitUntilReady()
  await hearth.ask('Hello')

  await expect.poll(() => hearth.page.evaluate(scheduledNow), 'the page: its list and its transcript').toEqual([EACH_HOUR, EACH_HOUR])
  const timersOfMain = (): Promise<number> =>
    hearth.app.evaluate(() => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length)
  // The one that forgets, a minute after a load, how often the engine has crashed.
  await expect.poll(timersOfMain, 'main, which has let the reader of the models folder end').toBeLessThanOrEqual(1)
})

const CHATS = 300
const LOADED = 40 // a page, which fills more than the window
const ELEMENTS_OF_ROW = 12
const DAYS = 10 // at most: the names above the chats

test('of 300 chats the page has the rows that were loaded, a few elements each', async ({ dataDir, launch }) => {
  const title = (place: number): string => `Chat ${place + 1} of ${CHATS}`
  const chats = Array.from({ length: CHATS }, (_, place) => ({ title: title(place), ago: (place + 1) * 60_000, messages: ['Hello', 'Hi'] }))
  await saveChats(dataDir, chats)
  const hearth = await launch({ env: fake })
  await hearth.waitUntilReady()
  const list = hearth.page.getByRole('list', { name: 'Conversations' })
  const elements = (): Promise<number> => list.evaluate((each) => each.querySelectorAll('*').length)
  await expect(hearth.conversation(title(0))).toBeVisible()
  await expect(hearth.conversations, 'the first page').toHaveCount(LOADED)
  expect(await elements()).toBeLessThanOrEqual(LOADED * ELEMENTS_OF_ROW + DAYS)

  await test.step('a window that becomes so tall that it has nothing to scroll asks for more', async () => {
    await hearth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1_000, 1_600))
    await expect(hearth.conversations).toHaveCount(2 * LOADED)
  })

  await test.step('all are there once they were scrolled through, and the last is opened', async () => {
    await expect(async () => {
      await list.evaluate((each) => each.scrollTo(0, each.scrollHeight))
      await expect(hearth.conversations).toHaveCount(CHATS, { timeout: 100 })
    }).toPass()
    expect(await elements()).toBeLessThanOrEqual(CHATS * ELEMENTS_OF_ROW + DAYS)
    await hearth.open(title(CHATS - 1))
    await expect(hearth.replies.last()).toContainText('Hi')
  })
})
