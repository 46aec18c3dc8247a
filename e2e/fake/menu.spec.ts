import { expect } from '@playwright/test'
import type { Hearth } from '../support/hearth'
import { choose } from '../support/menu'
import { test } from '../support/sharedStory'

/** The whole menu as lines: `<menu> › <label or role> [shortcut]`. Separators are left out. */
const menuLines = ({ app }: Hearth): Promise<string[]> =>
  app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap((menu) =>
      (menu.submenu?.items ?? [])
        .filter((item) => item.type !== 'separator')
        .map((item) => {
          const shortcut = item.accelerator ? ` [${String(item.accelerator)}]` : ''
          return `${menu.label} › ${item.role ? `role ${item.role.toLowerCase()}` : item.label}${shortcut}${item.visible ? '' : ' (hidden)'}`
        })
    )
  )

test('the menu has the usual roles, and the shortcuts that exist so far', async ({ hearth }) => {
  expect(await menuLines(hearth)).toEqual([
    'File › New chat [CmdOrCtrl+N]',
    'File › Settings… [CmdOrCtrl+,]',
    'File › role quit',
    'Edit › role undo',
    'Edit › role redo',
    'Edit › role cut',
    'Edit › role copy',
    'Edit › role paste',
    'Edit › role selectall',
    'Edit › Copy the last reply [CmdOrCtrl+Shift+C]',
    'Edit › Copy the last code [CmdOrCtrl+Shift+;]',
    'View › Find a command [CmdOrCtrl+Shift+P]',
    'View › Show or hide the list of chats [CmdOrCtrl+B]',
    'View › Show or hide the inspector [CmdOrCtrl+I]',
    'View › Larger text [CmdOrCtrl+Plus]',
    'View › Smaller text [CmdOrCtrl+-]',
    'View › Usual text size [CmdOrCtrl+0]',
    'View › role togglefullscreen',
    'View › role toggledevtools',
    'Chat › Stop [Esc]',
    'Chat › Try the last reply again [CmdOrCtrl+Shift+R]',
    'Chat › Continue the last reply',
    'Chat › Previous chat in the list [CmdOrCtrl+Shift+Up]',
    'Chat › Next chat in the list [CmdOrCtrl+Shift+Down]',
    'Chat › Delete this chat',
    'Chat › Bring back the chat deleted last',
    'Chat › Choose a model',
    'Window › role minimize',
    'Window › role zoom',
    'Window › role close',
    'Help › Keyboard shortcuts [CmdOrCtrl+/]',
    'Help › role about'
  ])
})

test('what is chosen in the menu happens in the window', async ({ hearth }) => {
  const title = hearth.page.getByRole('heading', { level: 1 })
  const older = '/long 8000'
  await hearth.write(older)
  await hearth.waitForText()
  await hearth.stop()
  const reply = await hearth.lastText()
  await hearth.writeInNewChat('/empty')
  await hearth.waitUntilReplied()
  await choose(hearth, 'Next chat in the list')
  await expect(title).toHaveText(older)
  await choose(hearth, 'Next chat in the list') // there is none
  await expect(title).toHaveText(older)
  await choose(hearth, 'Copy the last reply')
  await expect(hearth.status).toHaveText('Copied')
  expect(await hearth.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(reply)

  await choose(hearth, 'Try the last reply again')
  await expect(hearth.page.getByText('2 of 2')).toBeVisible()
  await hearth.waitForText()
  await choose(hearth, 'Stop')
  await expect(hearth.page.getByText('Stopped by you')).toBeVisible()

  await choose(hearth, 'New chat')
  await expect(title).toHaveText('New chat')
  await expect(hearth.composer).toBeFocused()
  await choose(hearth, 'Show or hide the list of chats')
  await expect(hearth.page.getByRole('navigation', { name: 'Conversations' })).toBeHidden()
  await choose(hearth, 'Show or hide the list of chats')
  await expect(hearth.page.getByRole('navigation', { name: 'Conversations' })).toBeVisible()
  await choose(hearth, 'Settings…')
  await expect(hearth.page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
  await hearth.page.keyboard.press('Escape')
  await expect(hearth.page.getByRole('dialog')).toHaveCount(0)
  await choose(hearth, 'Keyboard shortcuts')
  await expect(hearth.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await hearth.page.keyboard.press('Escape')
  await expect(hearth.page.getByRole('dialog')).toHaveCount(0)
})

test('a command brings the window forward', async ({ hearth }) => {
  await expect(hearth.composer).toBeVisible()
  const isVisible = () => hearth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
  await hearth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
  expect(await isVisible()).toBe(false)
  await choose(hearth, 'New chat')
  expect(await isVisible()).toBe(true)
})
