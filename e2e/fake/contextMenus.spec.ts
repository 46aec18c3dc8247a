import { expect } from '@playwright/test'
import { expectAccessible } from '../support/accessibility'
import { clipboardOf } from '../support/clipboard'
import type { Hearth } from '../support/hearth'
import { test } from '../support/sharedStory'

const items = ({ page }: Hearth) => page.getByRole('menuitem')

/** From now on the system's menus are not shown: what they would hold is kept. */
async function catchMenus({ app }: Hearth): Promise<() => Promise<string[]>> {
  await app.evaluate(({ Menu }) => {
    const shown: string[] = []
    Object.assign(globalThis, { shown })
    Menu.prototype.popup = function (this: Electron.Menu): void {
      shown.push(...this.items.map(({ role, label, enabled }) => `${role ?? label}${enabled ? '' : ' (not now)'}`))
    }
  })
  return () => app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown.splice(0))
}

test('a message has a menu of its own, and so has a chat in the list', async ({ hearth }) => {
  const { page } = hearth
  await hearth.ask('A first question')
  await hearth.writeInNewChat('Another question')
  await hearth.waitUntilReplied()
  await hearth.textOf(hearth.questions.first()).click({ button: 'right' })
  await expect(items(hearth)).toHaveText(['Copy message', 'Select message'])
  await expectAccessible(page, 'menu of a message')
  await page.getByRole('menuitem', { name: 'Select message' }).click()
  expect(await page.evaluate(() => document.getSelection()?.toString().trim())).toBe('Another question')
  await hearth.textOf(hearth.questions.first()).click({ button: 'right' })
  await expect(items(hearth)).toHaveText(['Copy what is selected', 'Copy message', 'Select message'])
  await page.getByRole('menuitem', { name: 'Copy what is selected' }).click()
  await expect.poll(() => clipboardOf(hearth, 'text/plain')).toBe('Another question')
  const html = await clipboardOf(hearth, 'text/html')
  expect(html, 'without the colours of the page').not.toMatch(/color|background/)
  await page.keyboard.press('ControlOrMeta+a')
  await hearth.textOf(hearth.questions.first()).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Copy what is selected' }).click()
  await expect
    .poll(() => clipboardOf(hearth, 'text/plain'), 'every message with its speaker')
    .toMatch(/^You:\n\nAnother question\n\nAssistant:\n\n/)
  await hearth.textOf(hearth.replies.first()).click({ button: 'right' })
  await expect(items(hearth).filter({ hasText: 'Try again' })).toHaveCount(1)
  await page.getByRole('menuitem', { name: 'Copy message' }).click()
  await expect(hearth.status).toHaveText('Copied')
  expect(await clipboardOf(hearth, 'text/plain')).toBe((await hearth.savedReply()).text)

  const row = hearth.conversation('A first question')
  await row.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Open' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A first question')
  await row.getByRole('button').first().focus()
  await page.keyboard.press('ContextMenu')
  await expect(items(hearth)).toHaveText(['Open', 'Delete'])
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(hearth.conversations).toHaveText([/Another question/])
  await expect(hearth.button('Undo')).toBeVisible()
})

test('where one writes there is the system’s menu, with what can be done now; nothing is checked for spelling here', async ({ hearth }) => {
  const shown = await catchMenus(hearth)
  const { composer, page } = hearth
  await hearth.app.evaluate(({ clipboard }) => clipboard.writeText('something'))
  await composer.fill('some wrods')
  await composer.click({ button: 'right' })
  await expect.poll(shown).toEqual(expect.arrayContaining(['cut (not now)', 'copy (not now)', 'paste', 'selectall']))
  await composer.selectText()
  await composer.click({ button: 'right', position: { x: 20, y: 15 } })
  await expect.poll(async () => (await shown()).filter((item) => /cut|copy/.test(item))).toEqual(['cut', 'copy'])
  await page.locator('.topbar').click({ button: 'right', position: { x: 300, y: 8 } })
  await composer.fill('')
  expect(await shown(), 'nothing to do there').toEqual([])
})
