import { expect } from '@playwright/test'
import type { CommandId } from '../../../src/shared/domain/commands'
import type { Hearth } from '../hearth'
import { push } from '../push'

/** A state of the window, and how to get there. */
export interface Screen {
  readonly name: string
  /** From any page without a layer over it. */
  readonly show: (hearth: Hearth) => Promise<void>
  /** Back to a page without a layer, on which nothing is said that is not so. */
  readonly leave?: (hearth: Hearth) => Promise<void>
  /** Where it is: in every window, unless it says otherwise. */
  readonly only?: 'wide' | 'narrow'
}

/** Gives the window this size (CSS pixels). */
export async function resize({ app, page }: Hearth, width: number, height: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), {
    width,
    height
  })
  await page.waitForFunction((wanted) => Math.abs(innerWidth - wanted) < 2, width)
}

/** As the native menu does it, whatever the width of the window. */
export const command = (hearth: Hearth, name: CommandId): Promise<void> => push(hearth, 'app.command', { command: name })

/** Opens a chat whose list may be hidden. */
export async function openChat(hearth: Hearth, title: string): Promise<void> {
  const { conversations } = (await hearth.call('app.start', {})).conversations
  const place = conversations.findIndex((conversation) => conversation.title === title)
  await command(hearth, `openChat${place + 1}` as CommandId)
  await expect(hearth.page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible()
}

/** The page as it is when it has just been loaded: what was only pushed to it is forgotten. */
export async function loadAgain(hearth: Hearth): Promise<void> {
  await hearth.page.reload()
  await hearth.waitUntilReady()
}

/** Closes what lies over the page. */
export async function closeLayer({ page }: Hearth): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-layer]')).toHaveCount(0)
}
