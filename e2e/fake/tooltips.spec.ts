import { expect } from '@playwright/test'
import { test } from '../support/sharedStory'

test('a tooltip stays while the pointer is on it, has the shortcut and goes with Esc', async ({ hearth }) => {
  const { page } = hearth
  await hearth.ask('First')
  const tooltip = page.locator('.tooltip')
  await hearth.button('Hide the list of chats').hover()
  await expect(tooltip).toHaveText(/^Hide the list of chats.*B$/)
  const box = await tooltip.boundingBox()
  if (!box) throw new Error('no tooltip')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 })
  await expect(tooltip).toBeVisible()
  expect(await tooltip.evaluate((element) => element.matches(':hover')), 'the pointer is on it').toBe(true)
  await page.keyboard.press('Escape')
  await expect(tooltip).toHaveCount(0)
})

test('a tooltip that the keyboard opened goes with Esc, and the focus stays', async ({ hearth }) => {
  const { page, composer } = hearth
  await composer.focus()
  await page.keyboard.press('Shift+Tab')
  const focused = page.locator(':focus')
  for (let presses = 0; presses < 20 && (await focused.getAttribute('aria-label')) !== 'New chat'; presses++)
    await page.keyboard.press('Shift+Tab')
  await expect(page.locator('.tooltip')).toHaveText(/^New chat.*N$/)
  await page.keyboard.press('Escape')
  await expect(page.locator('.tooltip')).toHaveCount(0)
  await expect(hearth.button('New chat')).toBeFocused()
})
