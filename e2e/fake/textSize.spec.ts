import { expect } from '@playwright/test'
import { textSizes } from '../../src/shared/domain/appearance'
import { expectNothingCut } from '../support/layout'
import { choose } from '../support/menu'
import type { Hearth } from '../support/hearth'
import { test } from '../support/sharedStory'

const resize = ({ app }: Hearth, width: number, height: number): Promise<void> =>
  app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), { width, height })

async function closeLayer({ page }: Hearth, role: 'dialog' | 'menu'): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.getByRole(role)).toHaveCount(0)
}

for (const [width, height] of [
  [1180, 800],
  [480, 700]
] as const) {
  test(`at every text size nothing is cut or covered in a window of ${width} × ${height}`, async ({ hearth }) => {
    const { page } = hearth
    await hearth.ask('Why does streaming feel faster than waiting, even when the whole answer takes as long?')
    await resize(hearth, width, height)
    for (const textSize of [85, 150, 200] as const) {
      await hearth.call('preferences.set', { textSize })
      await expect(page.locator('html')).toHaveCSS('font-size', `${(16 * textSize) / 100}px`)
      await hearth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.focus())
      await expectNothingCut(page, `chat, ${textSize} %`)
      if ((await page.getByRole('navigation', { name: 'Conversations' }).count()) === 0) {
        await hearth.button('Show the list of chats').click()
        await expectNothingCut(page, `drawer, ${textSize} %`)
        await page.keyboard.press('Escape')
      }
      await hearth.modelButton.click()
      await expect(page.getByRole('menu')).toBeVisible()
      await expectNothingCut(page, `models, ${textSize} %`)
      await closeLayer(hearth, 'menu')
      await choose(hearth, 'Keyboard shortcuts')
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectNothingCut(page, `shortcuts, ${textSize} %`)
      await closeLayer(hearth, 'dialog')
      await choose(hearth, 'Settings…')
      for (const section of ['Reading', 'Appearance']) {
        await page.getByRole('tab', { name: section }).click()
        await expectNothingCut(page, `settings, ${section}, ${textSize} %`)
      }
      await closeLayer(hearth, 'dialog')
      await choose(hearth, 'New chat')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('New chat')
      await expectNothingCut(page, `first page, ${textSize} %`)
      await hearth.page.keyboard.press('ControlOrMeta+1')
      await expect(hearth.replies).toHaveCount(1)
    }
  })
}

test('the menu changes the size of the text, as its shortcuts do', async ({ hearth }) => {
  const html = hearth.page.locator('html')
  for (const size of textSizes.filter((size) => size > 100)) {
    await choose(hearth, 'Larger text')
    await expect(html).toHaveAttribute('data-text-size', String(size))
  }
  await choose(hearth, 'Usual text size')
  await expect(html).toHaveAttribute('data-text-size', '100')
  await choose(hearth, 'Smaller text')
  await expect(html).toHaveAttribute('data-text-size', '90')
  expect(await hearth.page.evaluate(() => devicePixelRatio), 'the page itself is not zoomed').toBe(1)
})

test('what is cut or covered is found', async ({ hearth }) => {
  const { page } = hearth
  await page.evaluate(() => {
    const cut = document.createElement('p')
    cut.textContent = 'A line that is longer than what it stands in'
    Object.assign(cut.style, { position: 'fixed', top: '100px', width: '100px', overflow: 'hidden', whiteSpace: 'nowrap' })
    document.body.append(cut)
  })
  await expect(expectNothingCut(page, 'cut')).rejects.toThrow(/cut at its side: p/)
  await page.evaluate(() => {
    const cover = document.querySelector<HTMLElement>('body > p:last-of-type')
    if (cover) Object.assign(cover.style, { inset: '0', width: 'auto', zIndex: '99' })
  })
  await expect(expectNothingCut(page, 'covered')).rejects.toThrow(/lies over button/)
  await page.reload()
})
