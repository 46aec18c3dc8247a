import { expect, type Locator } from '@playwright/test'
import { commandWords } from '../../src/shared/i18n/commandWords'
import { t } from '../../src/shared/i18n/translate'
import type { CommandId } from '../../src/shared/domain/commands'
import type { Hearth } from './hearth'
import { choose } from './menu'
import { push } from './push'

/** A state of the window in the language that the test process speaks too, and the way to it and back. */
interface Screen {
  readonly name: string
  readonly show: (hearth: Hearth) => Promise<void>
  readonly leave?: (hearth: Hearth) => Promise<void>
}

/** By the native menu, whose words are of the language too. */
const run = (hearth: Hearth, id: CommandId): Promise<void> => choose(hearth, commandWords(id))
const button = ({ page }: Hearth, name: string): Locator => page.getByRole('button', { name, exact: true })
const list = ({ page }: Hearth): Locator => page.getByRole('navigation', { name: t('sidebar.conversations') })
export const composer = ({ page }: Hearth): Locator => page.getByRole('textbox', { name: t('composer.message') })

export async function isReady({ page }: Hearth): Promise<void> {
  await expect(page.locator('.model-tags .tag.ok')).toBeVisible({ timeout: 20_000 })
}

async function newChat(hearth: Hearth): Promise<void> {
  await run(hearth, 'newChat')
  await expect(hearth.page.getByRole('heading', { level: 1 })).toHaveText(t('sidebar.newChat'))
}

export async function openChat(hearth: Hearth, place: number, title: string): Promise<void> {
  await hearth.page.keyboard.press(`ControlOrMeta+${place}`)
  await expect(hearth.page.getByRole('heading', { level: 1 })).toHaveText(title)
}

async function write(hearth: Hearth, text: string): Promise<void> {
  await composer(hearth).fill(text)
  await composer(hearth).press('Enter')
  await expect(composer(hearth)).toHaveValue('')
}

/** Stops what is written, takes its chat away, and goes to a new one. */
async function endChat(hearth: Hearth): Promise<void> {
  const { generations } = await hearth.call('app.start', {})
  for (const { generationId } of [...generations].reverse()) await hearth.call('generation.stop', { generationId })
  await expect.poll(async () => (await hearth.call('app.start', {})).generations.length).toBe(0)
  const [newest] = (await hearth.call('app.start', {})).conversations.conversations
  if (newest) await hearth.call('conversation.delete', { conversationId: newest.id })
  await composer(hearth).fill('')
}

async function loadAgain(hearth: Hearth): Promise<void> {
  await hearth.page.reload()
  await isReady(hearth)
}

async function closeLayer({ page }: Hearth): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.locator('[role=dialog], [role=menu]')).toHaveCount(0)
}

const dialog = (name: string, id: CommandId, inside: (hearth: Hearth) => Promise<void> = () => Promise.resolve()): Screen => ({
  name,
  show: async (hearth) => {
    await run(hearth, id)
    await expect(hearth.page.getByRole('dialog')).toBeVisible()
    await inside(hearth)
  },
  leave: closeLayer
})
const settings = (section: 'appearance' | 'reading' | 'models' | 'storage' | 'about'): Screen =>
  dialog(`settings, ${section}`, 'showSettings', ({ page }) => page.getByRole('tab', { name: t(`settings.${section}.title`) }).click())

const inspector = (tab: 'generation' | 'context', inside: (hearth: Hearth) => Promise<void>): Screen => ({
  name: `inspector, ${tab}`,
  show: async (hearth) => {
    await openChat(hearth, 1, WELL_KNOWN)
    await run(hearth, 'toggleInspector')
    await hearth.page
      .getByRole('complementary')
      .getByRole('tab', { name: t(`${tab}.title`) })
      .click()
    await inside(hearth)
  },
  leave: async (hearth) => {
    await run(hearth, 'toggleInspector')
    await expect(hearth.page.getByRole('complementary')).toHaveCount(0)
  }
})

export const WELL_KNOWN = 'What should I know before I buy a tent?'
export const ARABIC = 'محادثة عن الكتب'

/** In a window with the chats `WELL_KNOWN` and `ARABIC`, and a model that cannot be loaded called `huge`. */
export const languageScreens = (width: number): readonly Screen[] => [
  { name: 'first page', show: newChat },
  {
    name: 'more about models',
    show: async (hearth) => {
      await button(hearth, t('empty.more')).click()
      await expect(hearth.page.getByRole('dialog')).toBeVisible()
    },
    leave: closeLayer
  },
  { name: 'formatted reply', show: (hearth) => openChat(hearth, 1, WELL_KNOWN) },
  { name: 'reply that was stopped', show: (hearth) => openChat(hearth, 2, ARABIC) },
  {
    name: 'context menu of a message',
    show: async (hearth) => {
      await hearth.page.locator('.message-text').first().click({ button: 'right' })
      await expect(hearth.page.getByRole('menu')).toBeVisible()
    },
    leave: closeLayer
  },
  {
    name: 'models',
    show: async (hearth) => {
      await run(hearth, 'chooseModel')
      await expect(hearth.page.getByRole('menuitemradio')).toHaveCount(3)
    },
    leave: closeLayer
  },
  dialog('settings, generation', 'showSettings', ({ page }) =>
    page
      .getByRole('dialog')
      .getByRole('tab', { name: t('generation.title') })
      .click()
  ),
  settings('appearance'),
  settings('reading'),
  settings('models'),
  settings('storage'),
  settings('about'),
  dialog('settings, licences', 'showSettings', async ({ page }) => {
    await page.getByRole('tab', { name: t('settings.about.title') }).click()
    await page.getByRole('button', { name: t('settings.about.packages.show') }).click()
    await page.getByRole('searchbox', { name: t('settings.about.packages.search') }).fill('zod')
    await page.locator('.licence-head').click()
    await expect(page.locator('.licence-text')).toBeVisible()
  }),
  {
    ...dialog('settings, found', 'showSettings', ({ page }) => page.getByRole('searchbox').fill(t('settings.appearance.theme.name'))),
    leave: async (hearth) => {
      await hearth.page.keyboard.press('Escape')
      await closeLayer(hearth)
    }
  },
  dialog('settings, keys that belong to another command', 'showSettings', async ({ page }) => {
    await page.getByRole('tab', { name: t('keyboardSettings.title') }).click()
    await page.locator('.key-recorder').first().click()
    await page.keyboard.press('ControlOrMeta+b')
    await expect(page.locator('.keys-conflict')).toBeVisible()
  }),
  inspector('generation', async ({ page }) => {
    const top = page.getByRole('spinbutton', { name: t('generation.fields.topP.name') })
    await top.fill('x')
    await top.press('Enter')
    await expect(page.getByRole('alert')).toBeVisible()
  }),
  {
    ...inspector('generation', async ({ page }) => {
      await page.getByRole('radio', { name: t('generation.structure.grammar') }).click()
      const grammar = page.getByRole('textbox', { name: t('generation.structure.grammarText') })
      await grammar.fill('root ::= "yes" | maybe')
      await grammar.blur()
      await expect(page.getByRole('alert')).toBeVisible()
    }),
    name: 'inspector, a grammar that is wrong'
  },
  {
    ...inspector('generation', async ({ page }) => {
      const effort = page.getByRole('textbox', { name: 'reasoning_effort' })
      await effort.fill('much')
      await effort.press('Enter')
      await expect(page.getByRole('alert')).toBeVisible()
    }),
    name: 'inspector, a value that a template refuses'
  },
  {
    ...inspector('context', async ({ page }) => {
      await expect(page.getByRole('tabpanel').locator('dl')).toBeVisible()
      await page.locator('.context-size .choice').last().click()
      const field = page.getByRole('spinbutton', { name: t('context.size.name') })
      await field.fill('x')
      await field.press('Enter')
      await expect(page.getByRole('alert')).toBeVisible()
      await expect(page.locator('.context-step')).toBeVisible()
    }),
    name: 'inspector, context, a size is picked'
  },
  dialog('shortcuts', 'showShortcuts'),
  dialog('palette', 'showPalette', ({ page }) => expect(page.getByRole('option').first()).toBeVisible()),
  {
    name: 'thinking, opened',
    show: async (hearth) => {
      await newChat(hearth)
      await write(hearth, '/think 3000')
      await hearth.page.locator('.thought-toggle').first().click()
      await expect(hearth.page.getByRole('region', { name: t('reply.thought.text') })).toBeVisible()
    },
    leave: endChat
  },
  {
    name: 'reply with all that it was made with',
    show: async (hearth) => {
      await newChat(hearth)
      const choice = { presetId: 'creative', settings: { showSpecialTokens: true }, systemPrompt: 'You are a patient baker.' }
      await hearth.call('conversation.choose', { conversationId: null, choice })
      await write(hearth, 'Hello')
      await hearth.page.locator('.message.settled .authors').click()
      await button(hearth, t('reply.part.systemPrompt')).click()
      await expect(hearth.page.getByRole('group', { name: t('reply.part.systemPrompt') })).toBeVisible()
      await expect(hearth.page.getByRole('group', { name: t('reply.written') })).toBeVisible()
    },
    leave: endChat
  },
  {
    name: 'streaming, messages wait, one is changed',
    show: async (hearth) => {
      await newChat(hearth)
      await write(hearth, '/long 8000')
      await expect(hearth.page.locator('.message-text').last()).toHaveText(/Lorem/)
      await write(hearth, 'The first that waits, in more words than one line of a narrow window has room for')
      await write(hearth, 'The second')
      await expect(hearth.page.locator('.queue-item')).toHaveCount(2)
      await button(hearth, t('queue.edit')).first().click()
      await expect(hearth.page.getByRole('textbox', { name: t('queue.field') })).toBeFocused()
    },
    leave: endChat
  },
  {
    name: 'reply that failed',
    show: async (hearth) => {
      await newChat(hearth)
      await write(hearth, '/fail')
      await expect(hearth.page.locator('.message-error')).toBeVisible()
    },
    leave: endChat
  },
  {
    name: 'list, a chat was deleted',
    show: async (hearth) => {
      await newChat(hearth)
      if (width < 720) await button(hearth, t('sidebar.show')).click()
      await list(hearth).locator('.item-open').last().focus()
      await hearth.page.keyboard.press('Delete')
      await expect(hearth.page.locator('.toast')).toBeVisible()
    },
    leave: async (hearth) => {
      await button(hearth, t('sidebar.undo')).click()
      await expect(hearth.page.locator('.toast')).toHaveCount(0)
      if (width < 720) await hearth.page.keyboard.press('Escape')
    }
  },
  {
    name: 'model that could not be loaded',
    show: async (hearth) => {
      await run(hearth, 'chooseModel')
      await hearth.page.getByRole('menuitemradio', { name: /^huge/ }).click()
      await expect(hearth.page.locator('.banner')).toContainText('huge.gguf')
      await isReady(hearth)
    },
    leave: async (hearth) => {
      await button(hearth, t('banner.dismiss')).click()
      await expect(hearth.page.locator('.banner')).toHaveCount(0)
    }
  },
  {
    name: 'notices',
    show: async (hearth) => {
      await push(hearth, 'notice.shown', { notice: { id: '1', tone: 'info', content: { kind: 'recoveredOnCpu', device: null } } })
      await push(hearth, 'notice.shown', { notice: { id: '2', tone: 'error', content: { kind: 'nothingSaved', folder: '/home/a/b' } } })
      await expect(button(hearth, t('banner.dismiss'))).toHaveCount(2)
    },
    leave: loadAgain
  },
  {
    name: 'chats that cannot be read',
    show: async (hearth) => {
      await newChat(hearth)
      await push(hearth, 'storage.changed', { storage: { kind: 'unavailable', error: { code: 'storage.unreadable' } } })
      await expect(hearth.page.getByRole('heading', { level: 2 })).toHaveText(t('error.storage.unreadable'))
    }
  }
]
