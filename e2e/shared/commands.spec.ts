import { expect } from '@playwright/test'
import { expectAccessible } from '../support/accessibility'
import type { Hearth } from '../support/hearth'
import { test } from '../support/sharedStory'

const heading = ({ page }: Hearth) => page.getByRole('heading', { level: 1 })
const palette = ({ page }: Hearth) => page.getByRole('combobox', { name: 'Find a command' })

async function openPalette(hearth: Hearth): Promise<void> {
  await hearth.page.keyboard.press('ControlOrMeta+Shift+P')
  await expect(palette(hearth)).toBeFocused()
}

test('everything can be found in the palette and done from there, by the keyboard alone', async ({ hearth }) => {
  const { page } = hearth
  await hearth.ask('First chat')
  await hearth.writeInNewChat('Second chat')
  await hearth.waitUntilReplied()
  const { text: reply } = await hearth.savedReply()

  await openPalette(hearth)
  await expectAccessible(page, 'palette')
  await page.keyboard.type('copy the last rep')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(hearth.status).toHaveText('Copied')
  expect(await hearth.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(reply)
  await expect(hearth.composer, 'the focus is where it was').toBeFocused()

  await openPalette(hearth)
  await page.keyboard.type('first')
  await page.keyboard.press('Enter')
  await expect(heading(hearth)).toHaveText('First chat')
  await expect(hearth.composer).toBeFocused()

  await openPalette(hearth)
  await page.keyboard.type('zzz')
  await expect(page.getByText('No command has these words.')).toBeVisible()
  await expectAccessible(page, 'palette without a result')
  await page.keyboard.press('Escape')
  await expect(palette(hearth)).toHaveCount(0)
  await expect(hearth.composer).toBeFocused()

  await openPalette(hearth)
  await page.keyboard.type('choose')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  await expect(page.locator('[role=menu]:focus-within, [role=menu]:focus'), 'the open menu has the keyboard').toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('[role=menuitemradio]:focus')).toHaveCount(1)
  await page.keyboard.press('Escape')

  await openPalette(hearth)
  await page.keyboard.type('delete')
  await page.keyboard.press('Enter')
  await expect(hearth.conversations).toHaveText([/Second chat/])
  await hearth.button('Undo').click()
  await expect(hearth.conversations).toHaveCount(2)
})

test('shortcuts go from chat to chat, to the message box and to the last code', async ({ hearth, useScript }) => {
  await useScript('Do this:\n\n```sh\nls -la\n  cd ..\n```\n\nThat is all.')
  const { page } = hearth
  const { keyboard } = page
  await hearth.ask('First chat')
  await hearth.writeInNewChat('Second chat')
  await hearth.waitUntilReplied()
  await hearth.transcript.focus()
  await keyboard.press('ControlOrMeta+Shift+Semicolon')
  await expect(hearth.status).toHaveText('Copied')
  expect(await hearth.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('ls -la\n  cd ..')
  await keyboard.press('Shift+Escape')
  await expect(hearth.composer).toBeFocused()
  await keyboard.press('ControlOrMeta+Shift+ArrowDown')
  await expect(heading(hearth)).toHaveText('First chat')
  await keyboard.press('ControlOrMeta+1')
  await expect(heading(hearth)).toHaveText('Second chat')
  await keyboard.press('ControlOrMeta+n')
  await expect(heading(hearth)).toHaveText('New chat')
  await keyboard.press('ControlOrMeta+b')
  await expect(page.getByRole('navigation', { name: 'Conversations' })).toHaveCount(0)
  await keyboard.press('ControlOrMeta+b')
  await expect(page.getByRole('navigation', { name: 'Conversations' })).toBeVisible()
})

test('the window hears keys, and the menu only shows them: nothing happens twice', async ({ hearth }) => {
  const accelerators = await hearth.app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? [])
      .flatMap((menu) => menu.submenu?.items ?? [])
      .filter((item) => !item.role && item.accelerator)
      .map((item) => item.registerAccelerator)
  )
  expect(accelerators.length).toBeGreaterThan(10)
  expect(accelerators.every((isRegistered) => !isRegistered)).toBe(true)
})

test('what is typed after a click on a message goes to the message box, and so does what is pasted', async ({ hearth }) => {
  const { page } = hearth
  await hearth.ask('A question')
  await hearth.textOf(hearth.replies.first()).click()
  await page.keyboard.type('So')
  await expect(hearth.composer).toBeFocused()
  await expect(hearth.composer).toHaveValue('So')
  await hearth.app.evaluate(({ clipboard }) => clipboard.writeText(' pasted'))
  await hearth.textOf(hearth.replies.first()).click()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(hearth.composer).toHaveValue('So pasted')
  await hearth.transcript.focus()
  await page.keyboard.press(' ')
  await expect(hearth.transcript, 'the space bar scrolls').toBeFocused()
  await openPalette(hearth)
  await page.keyboard.type('x')
  await expect(palette(hearth)).toHaveValue('x')
  await page.keyboard.press('Escape')
})

test('Enter belongs to an input method while it composes', async ({ hearth }) => {
  const { page, composer } = hearth
  const session = await page.context().newCDPSession(page)
  await composer.focus()
  await session.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 })
  await expect(composer).toHaveValue('にほん')
  // As an input method hands it on: the key is 229, whatever was pressed.
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, key: 'Process', code: 'Enter' })
  await page.keyboard.press('Enter')
  await expect(hearth.questions).toHaveCount(0)
  await session.send('Input.imeSetComposition', { text: '日本', selectionStart: 2, selectionEnd: 2 })
  await session.send('Input.insertText', { text: '日本' })
  await expect(composer).toHaveValue(/日本/)
  await expect(hearth.questions).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(hearth.questions).toHaveCount(1)
  await hearth.waitUntilReplied()
})

test('a long draft stays quick to write in, and grows no further than it should', async ({ hearth }) => {
  const { page, composer } = hearth
  await composer.fill('line\n'.repeat(200))
  const heights = () =>
    composer.evaluate((field) => ({ field: field.clientHeight, window: window.innerHeight, content: field.scrollHeight }))
  const { field, window: height, content } = await heights()
  expect(field).toBeLessThanOrEqual(height * 0.4 + 1)
  expect(content).toBeGreaterThan(field)

  // With the direction left to the browser this took seconds for each key.
  await composer.fill('word '.repeat(200_000 - 10))
  await expect(composer).toHaveAttribute('dir', 'ltr')
  await composer.press('End')
  await composer.press('x')
  expect(await composer.evaluate((element) => (element as HTMLTextAreaElement).value.length)).toBe(5 * (200_000 - 10) + 1)
  await composer.fill('ש'.repeat(6000))
  await expect(composer).toHaveAttribute('dir', 'rtl')
  await composer.fill('')
  await expect(composer, 'that of the window').toHaveAttribute('dir', '')
  await expect(page.getByRole('alert')).toHaveCount(0)
})
