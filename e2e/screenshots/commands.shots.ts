import { expect } from '@playwright/test'
import { saveChats } from '../support/preset'
import { test } from '../support/story'
import { letter, sampleChats } from './sampleChats'
import { fake, shoot, withoutPointer } from './studio'

test('commands and shortcuts', async ({ dataDir, launch }) => {
  await saveChats(dataDir, sampleChats)
  const hearth = await launch({ env: fake })
  const { page } = hearth
  const { keyboard } = page
  await withoutPointer(hearth)
  await hearth.waitUntilReady()
  await hearth.open(letter.title)
  await hearth.textOf(hearth.replies.last()).click({ button: 'right' })
  await expect(page.getByRole('menuitem').first()).toBeVisible()
  await shoot(hearth, 'context-menu')
  await keyboard.press('Escape')

  await keyboard.press('ControlOrMeta+Shift+P')
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused()
  await shoot(hearth, 'palette')
  await shoot(hearth, 'palette-narrow', 480, 700)
  await keyboard.type('copy the la')
  await expect(page.getByRole('option')).toHaveCount(2)
  await shoot(hearth, 'palette-filtered')
  await keyboard.type('xyz')
  await shoot(hearth, 'palette-empty')
  await keyboard.press('Escape')

  await keyboard.press('ControlOrMeta+/')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await shoot(hearth, 'shortcuts')
  await shoot(hearth, 'shortcuts-narrow', 480, 700)
  await page.getByRole('button', { name: 'Change shortcuts' }).press('Enter')
  await expect(page.getByRole('tab', { name: 'Keyboard', selected: true })).toBeVisible()
  await shoot(hearth, 'shortcuts-change')
  await page.getByRole('button', { name: /“New chat”/ }).press('Enter')
  await shoot(hearth, 'shortcuts-recording')
  await keyboard.press('ControlOrMeta+B')
  await expect(page.getByRole('alert')).toBeVisible()
  await shoot(hearth, 'shortcuts-conflict')
  await shoot(hearth, 'shortcuts-conflict-narrow', 480, 700)
})
