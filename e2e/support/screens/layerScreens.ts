import { expect } from '@playwright/test'
import type { Hearth } from '../hearth'
import { closeLayer, command, openChat, type Screen } from './steps'

async function showSection(hearth: Hearth, section: string): Promise<void> {
  await command(hearth, 'showSettings')
  await hearth.page.getByRole('tab', { name: section }).click()
  await expect(hearth.page.getByRole('tabpanel', { name: section })).toBeVisible()
}

const settings = (section: string): Screen => ({
  name: `settings, ${section}`,
  show: (hearth) => showSection(hearth, section),
  leave: closeLayer
})

const settingsSearch = (name: string, text: string): Screen => ({
  name: `settings, ${name}`,
  show: async (hearth) => {
    await command(hearth, 'showSettings')
    await hearth.page.getByRole('searchbox', { name: 'Search settings' }).fill(text)
    await expect(hearth.page.getByRole('region', { name: 'Settings found' })).toBeVisible()
  },
  leave: async (hearth) => {
    await hearth.page.keyboard.press('Escape')
    await closeLayer(hearth)
  }
})

const recorder = ({ page }: Hearth) => page.getByRole('button', { name: /shortcut for “New chat”/ })

async function record(hearth: Hearth, keys?: string): Promise<void> {
  await showSection(hearth, 'Keyboard')
  await recorder(hearth).click()
  if (keys !== undefined) await hearth.page.keyboard.press(keys)
}

async function showMenu(hearth: Hearth, target: 'message' | 'chat'): Promise<void> {
  const { page } = hearth
  await (target === 'message' ? hearth.textOf(hearth.questions.first()) : hearth.conversations.first()).click({ button: 'right' })
  await expect(page.getByRole('menu')).toBeVisible()
}

async function showDrawer(hearth: Hearth): Promise<void> {
  await hearth.button('Show the list of chats').click()
  await expect(hearth.page.getByRole('navigation', { name: 'Conversations' })).toBeVisible()
}

async function deleteThree(hearth: Hearth): Promise<void> {
  for (let left = 3; left > 0; left--) {
    await hearth.conversations.first().getByRole('button').first().focus()
    await hearth.page.keyboard.press('Delete')
    await expect(hearth.page.locator('.toast')).toHaveCount(4 - left)
  }
}

/** The newest first: each comes back to its place. */
async function undoThree(hearth: Hearth): Promise<void> {
  for (let left = 3; left > 0; left--) {
    await hearth.button('Undo').first().click()
    await expect(hearth.page.locator('.toast')).toHaveCount(left - 1)
  }
}

/** The inspector of a chat with its settings; `undo`: what was typed there. */
const generation = (name: string, { show, undo }: Record<'show' | 'undo', (hearth: Hearth) => Promise<void>>): Screen => ({
  name,
  show: async (hearth) => {
    await openChat(hearth, 'A short question')
    await command(hearth, 'toggleInspector')
    await show(hearth)
  },
  leave: async (hearth) => {
    await undo(hearth)
    await command(hearth, 'toggleInspector')
    await expect(hearth.page.getByRole('complementary')).toHaveCount(0)
  }
})

/** What lies over a page: dialogs, menus, popovers, the drawer, toasts. */
export const layerScreens: readonly Screen[] = [
  {
    name: 'models',
    show: async (hearth) => {
      await openChat(hearth, 'A short question')
      await hearth.modelButton.click()
      await expect(hearth.page.getByRole('menu')).toBeVisible()
    },
    leave: closeLayer
  },
  {
    name: 'more about models',
    show: async (hearth) => {
      await command(hearth, 'newChat')
      await hearth.button('More about models').click()
      await expect(hearth.page.getByRole('dialog', { name: 'More about models' })).toBeVisible()
    },
    leave: closeLayer
  },
  settings('Generation'),
  settings('Appearance'),
  settings('Reading'),
  settings('Models'),
  settings('Privacy and storage'),
  settings('Keyboard'),
  settings('About'),
  {
    ...settings('About'),
    name: 'settings, licences',
    show: async (hearth) => {
      await settings('About').show(hearth)
      await hearth.page.getByRole('button', { name: 'Show the licences' }).click()
      await hearth.page.getByRole('searchbox', { name: 'Search names and licences' }).fill('zod')
      await hearth.page.locator('.licence-head').click()
      await expect(hearth.page.locator('.licence-text')).toContainText('MIT License')
    }
  },
  settingsSearch('found', 'reply'),
  settingsSearch('nothing found', 'zzz'),
  {
    name: 'settings, keys are recorded',
    show: (hearth) => record(hearth),
    leave: async (hearth) => {
      await hearth.page.keyboard.press('Escape')
      await closeLayer(hearth)
    }
  },
  {
    name: 'settings, keys that belong to another command',
    show: async (hearth) => {
      await record(hearth, 'ControlOrMeta+b')
      await expect(hearth.button('Keep it there')).toBeVisible()
    },
    leave: closeLayer
  },
  {
    name: 'shortcuts',
    show: async (hearth) => {
      await command(hearth, 'showShortcuts')
      await expect(hearth.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    },
    leave: closeLayer
  },
  {
    name: 'palette',
    show: async (hearth) => {
      await command(hearth, 'showPalette')
      await expect(hearth.page.getByRole('combobox')).toBeFocused()
    },
    leave: closeLayer
  },
  {
    name: 'palette, nothing found',
    show: async (hearth) => {
      await command(hearth, 'showPalette')
      await hearth.page.getByRole('combobox').fill('zzz')
      await expect(hearth.page.getByText('No command has these words.')).toBeVisible()
    },
    leave: closeLayer
  },
  {
    name: 'context menu of a message',
    show: async (hearth) => {
      await openChat(hearth, 'A short question')
      await showMenu(hearth, 'message')
    },
    leave: closeLayer
  },
  { name: 'context menu of a chat', only: 'wide', show: (hearth) => showMenu(hearth, 'chat'), leave: closeLayer },
  { name: 'chats were deleted', only: 'wide', show: deleteThree, leave: undoThree },
  generation('inspector', {
    show: async ({ page }) => {
      const top = page.getByRole('spinbutton', { name: 'Top P' })
      await top.fill('much')
      await top.press('Enter')
      await expect(page.getByRole('alert')).toContainText('is not a number')
    },
    undo: ({ page }) => page.getByRole('spinbutton', { name: 'Top P' }).press('Escape')
  }),
  generation('inspector, a grammar that is wrong', {
    show: async ({ page }) => {
      await page.getByRole('radio', { name: 'Grammar (GBNF)' }).click()
      const grammar = page.getByRole('textbox', { name: 'Grammar' })
      await grammar.fill('root ::= "yes" | maybe')
      await grammar.blur()
      await expect(page.getByRole('alert')).toContainText('there is no rule “maybe”')
    },
    undo: ({ page }) => page.getByRole('radio', { name: 'Any text' }).click()
  }),
  generation('inspector, a value that a template refuses', {
    show: async ({ page }) => {
      const effort = page.getByRole('textbox', { name: 'reasoning_effort' })
      await effort.fill('much')
      await effort.press('Enter')
      await expect(page.getByRole('alert')).toContainText('The template cannot be used with this.')
    },
    undo: ({ page }) => page.getByRole('textbox', { name: 'reasoning_effort' }).press('Escape')
  }),
  {
    name: 'inspector, context',
    show: async (hearth) => {
      await openChat(hearth, 'A short question')
      await hearth.button(/^Context used: /).click()
      await expect(hearth.page.getByRole('tabpanel').locator('dl')).toBeVisible()
    },
    leave: async (hearth) => {
      await hearth.page.getByRole('complementary').getByRole('tab', { name: 'Generation' }).click()
      await command(hearth, 'toggleInspector')
      await expect(hearth.page.getByRole('complementary')).toHaveCount(0)
    }
  },
  {
    name: 'inspector, a context size is picked, another one is wrong',
    show: async (hearth) => {
      await openChat(hearth, 'A short question')
      await hearth.button(/^Context used: /).click()
      await hearth.page.getByRole('radio', { name: '32,768 tokens' }).click()
      const field = hearth.page.getByRole('spinbutton', { name: 'Context size' })
      await field.fill('much')
      await field.press('Enter')
      await expect(hearth.page.getByRole('alert')).toContainText('is not a number of tokens')
      await expect(hearth.button('Load with 32,768 tokens')).toBeVisible()
    },
    leave: async (hearth) => {
      await hearth.page.getByRole('spinbutton', { name: 'Context size' }).press('Escape')
      await hearth.button('Keep 8,192 tokens').click()
      await hearth.page.getByRole('complementary').getByRole('tab', { name: 'Generation' }).click()
      await command(hearth, 'toggleInspector')
      await expect(hearth.page.getByRole('complementary')).toHaveCount(0)
    }
  },
  {
    name: 'exact prompt',
    show: async (hearth) => {
      await openChat(hearth, 'A short question')
      await hearth.button(/^Context used: /).click()
      await hearth.button('Show the exact prompt').click()
      await expect(hearth.page.getByRole('region', { name: 'Prompt' })).toBeVisible()
    },
    leave: async (hearth) => {
      await hearth.page.keyboard.press('Escape')
      await expect(hearth.page.getByRole('dialog')).toHaveCount(0)
      await hearth.page.getByRole('complementary').getByRole('tab', { name: 'Generation' }).click()
      await command(hearth, 'toggleInspector')
      await expect(hearth.page.getByRole('complementary')).toHaveCount(0)
    }
  },
  {
    name: 'presets',
    show: async (hearth) => {
      await command(hearth, 'toggleInspector')
      await hearth.page.getByRole('button', { name: /^Preset: / }).click()
      await expect(hearth.page.getByRole('menu')).toBeVisible()
    },
    leave: async (hearth) => {
      await hearth.page.keyboard.press('Escape')
      await expect(hearth.page.getByRole('menu')).toHaveCount(0)
      await command(hearth, 'toggleInspector')
    }
  },
  {
    name: 'name of a preset',
    show: async (hearth) => {
      await command(hearth, 'toggleInspector')
      await hearth.page.getByRole('button', { name: /^Preset: / }).click()
      await hearth.page.getByRole('menuitem', { name: 'Save as a new preset…' }).click()
      await hearth.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
      await expect(hearth.page.getByRole('alert')).toBeVisible()
    },
    leave: async (hearth) => {
      await hearth.page.keyboard.press('Escape')
      await expect(hearth.page.getByRole('dialog')).toHaveCount(0)
      await command(hearth, 'toggleInspector')
    }
  },
  {
    name: 'list hidden',
    only: 'wide',
    show: async (hearth) => {
      await command(hearth, 'toggleSidebar')
      await expect(hearth.button('Show the list of chats')).toBeVisible()
    },
    leave: async (hearth) => {
      await command(hearth, 'toggleSidebar')
      await expect(hearth.button('Hide the list of chats')).toBeVisible()
    }
  },
  { name: 'drawer', only: 'narrow', show: showDrawer },
  {
    name: 'drawer, chats were deleted',
    only: 'narrow',
    show: deleteThree,
    leave: async (hearth) => {
      await undoThree(hearth)
      if (await hearth.page.getByRole('navigation').isVisible()) await closeLayer(hearth)
    }
  }
]
