import { expect } from '@playwright/test'
import { textSizes } from '../../src/shared/domain/appearance'
import { cutIn, expectNothingCut } from '../support/layout'
import { choose } from '../support/menu'
import { prepareScreens, walkScreens } from '../support/screens'
import { resize } from '../support/screens/steps'
import { test } from '../support/sharedStory'

for (const [width, pixels, textSizes] of [
  ['wide', 1180, [200]],
  ['narrow', 480, [100, 200]]
] as const) {
  test(`nothing is cut or covered on any screen of a ${width} window, however large the text`, async ({ hearth }) => {
    test.setTimeout(120_000)
    const { page } = hearth
    await prepareScreens(hearth)
    await resize(hearth, pixels, 760)
    for (const textSize of textSizes) {
      await hearth.call('preferences.set', { textSize })
      await expect(page.locator('html')).toHaveCSS('font-size', `${(16 * textSize) / 100}px`)
      // At twice the size the text makes a wide window a narrow one.
      await walkScreens(hearth, textSize === 200 ? 'narrow' : width, ({ name }) => expectNothingCut(page, `${name}, ${textSize} %`))
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
  expect(await cutIn(page)).toContainEqual(expect.stringMatching(/cut at its side: p/))
  await page.evaluate(() => {
    const cover = document.querySelector<HTMLElement>('body > p:last-of-type')
    if (cover) Object.assign(cover.style, { inset: '0', width: 'auto', zIndex: '99' })
  })
  expect(await cutIn(page)).toContainEqual(expect.stringMatching(/lies over button/))
  await page.reload()
})
