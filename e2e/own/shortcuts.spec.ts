import { expect } from '@playwright/test'
import type { Hearth } from '../support/hearth'
import { test } from '../support/story'

const shortcutOf = ({ page }: Hearth, command: string) => page.getByRole('button', { name: new RegExp(`shortcut for “${command}”`) })
const newChatInMenu = ({ app }: Hearth): Promise<string> =>
  app.evaluate(({ Menu }) => {
    const items = (Menu.getApplicationMenu()?.items ?? []).flatMap((menu) => menu.submenu?.items ?? [])
    return String(items.find(({ label }) => label === 'New chat')?.accelerator)
  })

async function openSettings(hearth: Hearth): Promise<void> {
  await hearth.page.keyboard.press('ControlOrMeta+/')
  await hearth.page.getByRole('button', { name: 'Change shortcuts' }).press('Enter')
  await expect(hearth.page.getByRole('tab', { name: 'Keyboard', selected: true })).toBeVisible()
}

test('a shortcut that was changed works at once, after a restart, and until it is reset', async ({ launch }) => {
  const first = await launch()
  await first.waitUntilReady()
  await first.ask('A question')
  await openSettings(first)
  await shortcutOf(first, 'New chat').press('Enter')
  await first.page.keyboard.press('ControlOrMeta+b')
  await expect(first.page.getByRole('alert')).toContainText('already belongs to “Show or hide the list of chats”')
  await first.page.getByRole('button', { name: 'Keep it there' }).press('Enter')
  await expect(shortcutOf(first, 'New chat')).toBeFocused()
  await first.page.keyboard.press('Enter')
  await first.page.keyboard.press('ControlOrMeta+j')
  await expect(shortcutOf(first, 'New chat')).toHaveText(/J$/)
  await expect.poll(() => newChatInMenu(first)).toBe('CmdOrCtrl+J')
  await first.page.keyboard.press('Escape')
  await expect(first.page.getByRole('dialog')).toHaveCount(0)
  await first.page.keyboard.press('ControlOrMeta+n')
  await expect(first.page.getByRole('heading', { level: 1 })).toHaveText('A question')
  await first.page.keyboard.press('ControlOrMeta+j')
  await expect(first.page.getByRole('heading', { level: 1 })).toHaveText('New chat')
  await first.close()

  const second = await launch()
  await second.waitUntilReady()
  await second.open('A question')
  expect(await newChatInMenu(second)).toBe('CmdOrCtrl+J')
  await second.page.keyboard.press('ControlOrMeta+j')
  await expect(second.page.getByRole('heading', { level: 1 })).toHaveText('New chat')
  await openSettings(second)
  await second.page.getByRole('button', { name: 'Reset all shortcuts' }).press('Enter')
  await expect(shortcutOf(second, 'New chat')).toHaveText(/N$/)
  await second.page.keyboard.press('Escape')
  await second.open('A question')
  await second.page.keyboard.press('ControlOrMeta+n')
  await expect(second.page.getByRole('heading', { level: 1 })).toHaveText('New chat')
  expect(await newChatInMenu(second)).toBe('CmdOrCtrl+N')
})
