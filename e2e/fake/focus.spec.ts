import { expect, type Locator } from '@playwright/test'
import type { Hearth } from '../support/hearth'
import { command, resize } from '../support/screens/steps'
import { test } from '../support/sharedStory'

/** The element that has the focus; never the page itself. */
async function expectFocus(hearth: Hearth, place: Locator, when: string): Promise<void> {
  await expect(place, when).toBeFocused()
  expect(await hearth.page.evaluate(() => document.activeElement === document.body), when).toBe(false)
}

test('the focus never falls to the page: what takes the place of a thing that went has it', async ({ hearth }) => {
  const { page, composer, transcript } = hearth
  await hearth.ask('/long 400')
  await transcript.evaluate((log) => log.scrollTo(0, 0))

  await hearth.button('Jump to latest').focus()
  await page.keyboard.press('Enter')
  await expect(hearth.button('Jump to latest')).toHaveCount(0)
  await expectFocus(hearth, transcript, 'the way to the end has gone, one is there')

  await hearth.button('Hide the list of chats').focus()
  await page.keyboard.press('Enter')
  await expectFocus(hearth, composer, 'the list has gone')
  await hearth.button('Show the list of chats').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation')).toBeVisible()
  await expectFocus(hearth, composer, 'the button that showed the list has gone')

  await hearth.deleteButton('/long 400').focus()
  await page.keyboard.press('Enter')
  await expectFocus(hearth, composer, 'the only chat was deleted')
  await page.keyboard.press('F6')
  const close = page.locator('.toast').getByRole('button', { name: 'Close' })
  const hasFocus = (): Promise<boolean> => close.evaluate((button) => button === document.activeElement)
  for (let presses = 0; presses < 6 && !(await hasFocus()); presses++) await page.keyboard.press('Tab')
  await expect(close).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('.toast')).toHaveCount(0)
  await expectFocus(hearth, composer, 'the toast was closed')
})

test('the focus is not moved while text comes and when it ends, wherever it is', async ({ hearth }) => {
  const { page } = hearth
  await hearth.ask('First')
  await hearth.write('/long 60')
  await expect(hearth.replies).toHaveCount(2)
  await hearth.waitForText()
  const copy = hearth.replies.last().getByRole('button', { name: 'Copy' })
  await copy.focus()
  await hearth.waitUntilReplied()
  await expectFocus(hearth, copy, 'the reply has ended')
  await page.keyboard.press('Enter')
  await expect(hearth.status).toHaveText('Copied')
  await expectFocus(hearth, copy, 'it was copied')
})

test('a dialog gives the focus back, and in narrow settings the tab that was chosen keeps it', async ({ hearth }) => {
  const { page, composer } = hearth
  await hearth.ask('First')
  for (const opens of ['showSettings', 'showShortcuts', 'showPalette'] as const) {
    for (const from of [composer, hearth.button('New chat'), hearth.transcript]) {
      await from.focus()
      await command(hearth, opens)
      await expect(page.locator('[role=dialog] :focus, [role=dialog]:focus'), opens).toHaveCount(1)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await expectFocus(hearth, from, opens)
    }
  }
  await resize(hearth, 480, 700)
  await command(hearth, 'showSettings')
  const tab = (name: string): Locator => page.getByRole('tab', { name })
  await expect(tab('Appearance')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(tab('Reading')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tabpanel', { name: 'Reading' })).toBeVisible()
  await expectFocus(hearth, tab('Reading'), 'its section is shown')
  await resize(hearth, 1180, 800)
  await expect(page.getByRole('tablist')).toHaveAttribute('aria-orientation', 'vertical') // the page knows that it is wide
  await expectFocus(hearth, tab('Reading'), 'the window is wide again')
  await page.keyboard.press('Escape')
  await expectFocus(hearth, hearth.transcript, 'the settings were closed')
})
