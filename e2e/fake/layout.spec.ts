import { expect, type Locator } from '@playwright/test'
import type { Hearth } from '../support/hearth'
import { test } from '../support/sharedStory'

interface Box {
  x: number
  y: number
  width: number
  height: number
}

async function boxOf(locator: Locator): Promise<Box> {
  const box = await locator.boundingBox()
  if (!box) throw new Error('It is not there')
  return box
}

const overlap = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

async function resize({ app, page }: Hearth, width: number, height = 700): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), {
    width,
    height
  })
  await page.waitForFunction((wanted) => Math.abs(window.innerWidth - wanted) < 2, width)
}

/** Loads another model and back, and looks where these are before, during and after each. */
async function expectStill(hearth: Hearth, places: readonly Locator[]): Promise<void> {
  const look = (): Promise<Box[]> => Promise.all(places.map(boxOf))
  const before = await look()
  for (const name of [/^Qwen2/, /^scripted/]) {
    await hearth.chooseModel(name)
    const cancel = hearth.button('Cancel')
    await expect(cancel).toBeVisible()
    expect(await look(), 'while the banner is there').toEqual(before)
    await hearth.waitUntilReady()
    await expect(cancel).toHaveCount(0)
    expect(await look(), 'once it is gone').toEqual(before)
  }
}

test('nothing moves when a banner comes or goes: on the first page and in a chat', async ({ hearth }) => {
  const { page, composer } = hearth
  const hero = page.getByRole('heading', { level: 2 })
  await expectStill(hearth, [composer, hero, hearth.button('More about models'), page.getByRole('list', { name: 'Examples' })])
  await resize(hearth, 480)
  await expectStill(hearth, [composer, hero])
  await hearth.ask('Something short')
  await expectStill(hearth, [composer, hearth.textOf(hearth.replies.last()), hearth.replies.last()])
})

test('what a banner covers can be scrolled out from under it', async ({ hearth }) => {
  const { page, replies } = hearth
  await resize(hearth, 700, 480)
  await hearth.ask('/long 300')
  await hearth.write('/crash')
  const dismiss = hearth.button('Dismiss')
  await expect(dismiss).toBeVisible()
  await hearth.transcript.hover()
  await page.mouse.wheel(0, 10_000)
  const last = replies.last().getByRole('button', { name: 'Try again' })
  await expect.poll(async () => overlap(await boxOf(last), await boxOf(page.locator('.banners')))).toBe(false)
  await expect(last).toBeInViewport()

  const [title, button] = await Promise.all([boxOf(hearth.banners.getByText('The model was loaded again.')), boxOf(dismiss)])
  expect(Math.abs(title.y + title.height / 2 - button.y - button.height / 2), 'Dismiss stands beside its title').toBeLessThan(2)
})

for (const width of [480, 760, 1180, 2200]) {
  test(`at most three toasts, none over the composer or squeezed: ${width} px wide`, async ({ hearth }) => {
    const { page, composer } = hearth
    for (const title of ['One', 'Two', 'Three', 'Four', 'A chat with a name that is longer than most']) {
      await hearth.writeInNewChat(title)
      await hearth.waitUntilReplied()
    }
    await resize(hearth, width)
    if (width < 720) await hearth.button('Show the list of chats').click()
    const toasts = page.locator('.toast:visible')
    for (const left of [4, 3, 2, 1]) {
      await hearth.conversations.first().getByRole('button').first().focus()
      await page.keyboard.press('Delete')
      await expect(hearth.conversations).toHaveCount(left)
    }
    await expect(toasts).toHaveCount(3)
    const boxes = await Promise.all((await toasts.all()).map(boxOf))
    const written = await boxOf(composer)
    const first = width < 720 ? await boxOf(hearth.conversations.first()) : null
    for (const box of boxes) {
      expect(overlap(box, written)).toBe(false)
      if (first) expect(overlap(box, first), 'the newest chat is in reach').toBe(false)
      expect(box.height, 'two lines at most').toBeLessThan(64)
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(width)
    }
  })
}

test('in a narrow window a new chat is one press away, and the list keeps the focus while it is open', async ({ hearth }) => {
  const { page, composer } = hearth
  await hearth.ask('First')
  await resize(hearth, 480)
  await hearth.button('New chat').click()
  await expect(page.getByRole('heading', { level: 1, name: 'New chat' })).toBeVisible()
  await expect(composer).toBeFocused()
  await hearth.button('Show the list of chats').click()
  const list = page.getByRole('navigation', { name: 'Conversations' })
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press(presses < 8 ? 'Tab' : 'Shift+Tab')
    expect(await list.evaluate((element) => element.contains(document.activeElement) || document.activeElement === document.body)).toBe(
      true
    )
  }
  await page.keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  await expect(composer).toBeFocused()
})

test('a wide window whose list is hidden has New chat at its top', async ({ hearth }) => {
  await hearth.ask('First')
  await hearth.button('Hide the list of chats').click()
  await hearth.button('New chat').click()
  await expect(hearth.page.getByRole('heading', { level: 1, name: 'New chat' })).toBeVisible()
})

test('a title from right to left begins where every title begins, in the bar and in the list', async ({ hearth }) => {
  const { page } = hearth
  const title = page.getByRole('heading', { level: 1 })
  await hearth.ask('Latin')
  const latin = await boxOf(title)
  const latinRow = await boxOf(hearth.conversation('Latin').locator('.item-title'))
  await hearth.writeInNewChat('محادثة عن الكتب')
  await hearth.waitUntilReplied()
  await expect(title).toHaveText('محادثة عن الكتب')
  expect((await boxOf(title)).x).toBe(latin.x)
  expect((await boxOf(hearth.conversation('محادثة عن الكتب').locator('.item-title'))).x).toBe(latinRow.x)
  expect((await boxOf(title)).width, 'as wide as its words').toBeLessThan(200)
})
