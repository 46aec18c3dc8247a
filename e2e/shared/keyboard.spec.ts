import { expect, type Locator, type Page } from '@playwright/test'
import { countAndHalt, goOnTo, haltAt, script, stopHalted, waitUntilHalted } from '../support/counting'
import { test } from '../support/sharedStory'

/** Presses a key until this has the focus. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' | 'ArrowUp' = 'Tab'): Promise<void> {
  const isFocused = (): Promise<boolean> => target.evaluate((element) => element === document.activeElement)
  for (let steps = 0; steps < 40 && !(await isFocused()); steps++) await page.keyboard.press(key)
  await expect(target).toBeFocused()
}

test('the whole main loop works without a mouse', async ({ hearth, useScript }) => {
  await useScript(script)
  const { page, composer } = hearth
  const { keyboard } = page
  await expect(composer, 'one can write at once').toBeFocused()
  await keyboard.type('First line')
  await keyboard.press('Shift+Enter')
  await keyboard.type('second line')
  await hearth.waitUntilReady()
  await haltAt(hearth, 'w20x')
  await keyboard.press('Enter')
  await expect(hearth.textOf(hearth.questions.first())).toHaveText('First line\nsecond line')
  await waitUntilHalted(hearth, 'w20x')
  await expect(composer, 'the next message can be written while the reply is').toBeFocused()
  await stopHalted(hearth)

  await tabTo(page, hearth.button('Continue'), 'Shift+Tab')
  await haltAt(hearth, 'w60x')
  await keyboard.press('Enter')
  await waitUntilHalted(hearth, 'w60x')
  await expect(hearth.button('Stop')).toBeVisible()
  await expect(composer).toBeFocused()
  await stopHalted(hearth)
  await expect(hearth.button('Continue')).toBeVisible()
  await tabTo(page, hearth.button('Try again'), 'Shift+Tab')
  await haltAt(hearth, 'w20x')
  await keyboard.press(' ')
  await expect(page.getByText('2 of 2')).toBeVisible()
  await waitUntilHalted(hearth, 'w20x')
  await stopHalted(hearth)
  await tabTo(page, hearth.button('Previous variant'), 'Shift+Tab')
  await keyboard.press('Enter')
  await expect(page.getByText('1 of 2')).toBeVisible()

  await tabTo(page, hearth.button('New chat'), 'Shift+Tab')
  await keyboard.press('Enter')
  await expect(composer).toBeFocused()
  await keyboard.type('Another chat')
  await haltAt(hearth, 'w20x')
  await keyboard.press('Enter')
  await waitUntilHalted(hearth, 'w20x')
  await stopHalted(hearth)
  await expect(hearth.conversations).toHaveText([/Another chat/, /First line/])

  await tabTo(page, hearth.conversation('Another chat').getByRole('button').first(), 'Shift+Tab')
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('First line')
  await tabTo(page, hearth.conversation('First line').getByRole('button').first(), 'Shift+Tab')
  await keyboard.press('Delete')
  await expect(hearth.conversations).toHaveText([/Another chat/])
  await tabTo(page, hearth.button('Undo'))
  await keyboard.press('Enter')
  await expect(hearth.conversations).toHaveText([/Another chat/, /First line/])

  await tabTo(page, hearth.modelButton, 'Shift+Tab')
  await keyboard.press('Enter')
  await expect(page.locator('[role=menuitemradio]:focus'), 'the open menu has the keyboard').toHaveCount(1)
  await tabTo(page, page.getByRole('menuitemradio', { name: /^scripted/ }), 'ArrowUp')
  await keyboard.press('Enter')
  await expect(hearth.modelButton).toHaveAccessibleName('Model: scripted')
  await hearth.waitUntilReady()
})

test('Escape closes what lies on top before it stops a reply', async ({ hearth, useScript }) => {
  await useScript(script)
  await hearth.waitUntilReady()
  await countAndHalt(hearth)
  await tabTo(hearth.page, hearth.modelButton, 'Shift+Tab')
  await hearth.page.keyboard.press('Enter')
  await expect(hearth.page.getByRole('menu')).toBeVisible()
  await hearth.page.keyboard.press('Escape')
  await expect(hearth.page.getByRole('menu')).toHaveCount(0)
  await goOnTo(hearth, 'w60x') // it goes on
  await stopHalted(hearth)
})
