import { expect } from '@playwright/test'
import { expectAccessible } from '../support/accessibility'
import { choose } from '../support/menu'
import { test } from '../support/sharedStory'

for (const theme of ['light', 'dark'] as const) {
  test(`every state of the window can be seen and read out (${theme})`, async ({ hearth }) => {
    await hearth.app.evaluate(({ nativeTheme }, theme) => (nativeTheme.themeSource = theme), theme)
    await expect(hearth.page.locator('html')).toHaveAttribute('data-theme', theme)
    await expectAccessible(hearth.page, 'empty page')
    await hearth.chooseModel(/^Qwen2/)
    await expect(hearth.modelButton).toContainText('Loading')
    await expectAccessible(hearth.page, 'empty page, loading')
    await hearth.waitUntilReady()

    await hearth.write('A finished one')
    await hearth.waitUntilReplied()
    await hearth.writeInNewChat('An older one')
    await hearth.waitUntilReplied()
    await hearth.writeInNewChat('/long 8000')
    await hearth.waitForText()
    await expectAccessible(hearth.page, 'streaming')
    await hearth.composer.fill('and then')
    await hearth.button('Send').click()
    await expect(hearth.button('Remove')).toBeVisible()
    await expectAccessible(hearth.page, 'queued')
    await hearth.page.getByRole('button', { name: 'Remove' }).click()
    await hearth.composer.fill('')
    await hearth.composer.press('Escape')
    await expect(hearth.button('Continue')).toBeVisible()
    await expectAccessible(hearth.page, 'stopped')

    await hearth.writeInNewChat('/loop')
    await expect(hearth.replies).toContainText('repeats itself')
    await expectAccessible(hearth.page, 'repeats itself')

    await hearth.open('A finished one')
    await expectAccessible(hearth.page, 'finished')
    await hearth.write('/fail now')
    await expect(hearth.page.getByRole('alert')).toBeVisible()
    await expectAccessible(hearth.page, 'failed')

    await hearth.modelButton.click()
    await expect(hearth.page.getByRole('menu')).toBeVisible()
    await expectAccessible(hearth.page, 'model menu')
    await hearth.page.keyboard.press('Escape')
    await choose(hearth, 'Keyboard shortcuts')
    await expect(hearth.page.getByRole('dialog')).toBeVisible()
    await expectAccessible(hearth.page, 'shortcuts')
    await hearth.page.keyboard.press('Escape')
    await choose(hearth, 'Settings…')
    for (const section of ['Reading', 'Appearance']) {
      await hearth.page.getByRole('tab', { name: section }).click()
      await expectAccessible(hearth.page, `settings, ${section}`)
    }
    await hearth.page.keyboard.press('Escape')
    await expect(hearth.page.getByRole('dialog')).toHaveCount(0)
    await hearth.conversation('An older one').hover()
    await hearth.conversation('An older one').getByRole('button', { name: 'Delete' }).click()
    await expect(hearth.button('Undo')).toBeVisible()
    await expectAccessible(hearth.page, 'undo')
    await hearth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(420, 700))
    await expect(hearth.button('Show the list of chats')).toBeVisible()
    await expectAccessible(hearth.page, 'narrow')
    await hearth.button('Show the list of chats').click()
    await expectAccessible(hearth.page, 'narrow, with the list')
  })
}
