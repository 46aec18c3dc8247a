import { homedir } from 'node:os'
import { expect } from '@playwright/test'
import { clipboardOf } from '../support/clipboard'
import { test } from '../support/sharedStory'
import { expectTheme } from '../support/theme'

test('the settings work without a mouse, and every change is seen at once', async ({ hearth }) => {
  const { page } = hearth
  await hearth.button('Settings').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: 'Appearance' }), 'one is at the sections').toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('radio', { name: 'As the system' }).first()).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked()
  await expectTheme(hearth, 'dark')
  await page.keyboard.press('Control+z')
  await expectTheme(hearth, 'light')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radiogroup', { name: 'While a reply is written' })).toBeVisible()
  const wrap = page.getByRole('switch', { name: 'Wrap long lines of code' })
  await wrap.focus()
  await page.keyboard.press(' ')
  await expect(wrap).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(hearth.button('Settings'), 'one is back where one was').toBeFocused()
  const { preferences } = await hearth.call('app.start', {})
  expect(preferences).toMatchObject({ theme: 'light', wrapCode: true })
})

test('a click anywhere on a setting counts once', async ({ hearth }) => {
  const { page } = hearth
  await hearth.button('Settings').click()
  await page.getByRole('tab', { name: 'Reading' }).click()
  const times = page.getByRole('switch', { name: 'Show times and dates with the messages' })
  await expect(times).toBeChecked()
  await times.click()
  await expect(times).not.toBeChecked()
  await page.getByText('Show times and dates with the messages').click()
  await expect(times).toBeChecked()
  await page.getByText('Stay where I am').click()
  await expect(page.getByRole('radio', { name: 'Stay where I am' })).toBeChecked()
  await hearth.button('Reset reading').click()
  await expect(page.getByRole('radio', { name: 'Follow its end' })).toBeChecked()
})

test('in a narrow window the settings take the place of the list, and lead back to writing', async ({ hearth }) => {
  const { page } = hearth
  await hearth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(480, 700))
  await hearth.button('Show the list of chats').click()
  await hearth.button('Settings').click()
  await expect(page.getByRole('tab', { name: 'Appearance' })).toBeFocused()
  await expect(page.getByRole('navigation', { name: 'Conversations' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(hearth.composer).toBeFocused()
})

test('a setting is found by what it is called, changed and left with the keyboard alone', async ({ hearth }) => {
  const { page } = hearth
  await hearth.button('Settings').click()
  await page.keyboard.press('ControlOrMeta+f')
  const search = page.getByRole('searchbox', { name: 'Search settings' })
  await expect(search).toBeFocused()
  await page.keyboard.type('long lines')
  const found = page.getByRole('region', { name: 'Settings found' })
  await expect(found.getByText('1 setting found.')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  const wrap = found.getByRole('switch', { name: 'Wrap long lines of code' })
  await expect(wrap).toBeFocused()
  await page.keyboard.press(' ')
  await expect(wrap).toBeChecked()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(wrap).not.toBeChecked()
  await page.keyboard.press('Escape')
  await expect(search).toBeFocused()
  await expect(search).toHaveValue('')
  await expect(page.getByRole('tab', { name: 'Appearance' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('what Hearth keeps and what it is made of is told, and copied without the home folder', async ({ hearth }) => {
  const { page } = hearth
  await hearth.button('Settings').click()
  await page.getByRole('tab', { name: 'Privacy and storage' }).click()
  const { dataFolder, versions, conversationBytes } = await hearth.call('app.about', {})
  await expect(page.getByText(dataFolder, { exact: true })).toBeVisible()
  expect(conversationBytes).toBeGreaterThan(0)
  await hearth.button('Copy diagnostics').click()
  await expect.poll(() => clipboardOf(hearth, 'text/plain')).toContain(`Hearth ${versions.hearth}`)
  const copied = await clipboardOf(hearth, 'text/plain')
  expect(copied).toContain(`electron ${versions.electron}`)
  expect(copied).toContain('info Hearth')
  expect(copied).not.toContain(homedir())
  await page.getByRole('tab', { name: 'About' }).click()
  await hearth.button('Copy the versions').click()
  await expect.poll(() => clipboardOf(hearth, 'text/plain')).toMatch(/^Hearth .+, Electron .+, Chromium .+, Node .+, node-llama-cpp .+$/)
})
