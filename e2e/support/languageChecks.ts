import { expect, type Page } from '@playwright/test'
import { expectNothingCut } from './layout'

/** Every word on the screen and every accessible name is one of the catalogue, which in `en-XA` stands in brackets, or of the person or the model. */
export async function expectFromCatalogue(page: Page, state: string): Promise<void> {
  expect(await page.evaluate(findForeignWords), state).toEqual([])
}

/** Nothing is cut, lies over something else or reaches out of the window. */
export async function expectToFit(page: Page, state: string): Promise<void> {
  await expectNothingCut(page, state)
  expect(await page.evaluate(findOutside), state).toEqual([])
}

function findForeignWords(): string[] {
  // Marked as what is not ours: texts, titles and names have a direction of their own, keys and times a tag.
  const NOT_OURS =
    'bdi, [dir=auto], [dir=ltr]:not(html), kbd, time, .item-open > small, .message-text, .thought-text, .katex, .tag, textarea, script, style'
  const SIZE = /\d [kMG]B\b/g
  const said = ['aria-label', 'aria-description', 'aria-valuetext', 'aria-roledescription', 'title', 'placeholder', 'alt']
  const isForeign = (text: string): boolean => {
    let [before, rest] = ['', text.replace(SIZE, '')]
    while (before !== rest) [before, rest] = [rest, rest.replace(/⟦[^⟦⟧]*⟧/g, '')]
    return /\p{L}{2}|[⟦⟧]/u.test(rest)
  }
  const found: string[] = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text; text = texts.nextNode())
    if (!text.parentElement?.closest(NOT_OURS) && isForeign(text.textContent ?? '')) found.push(`text: ${text.textContent}`)
  for (const element of document.querySelectorAll('body *'))
    for (const name of said) {
      const value = element.getAttribute(name)
      // A date in full, an address; an example of code.
      const isOfText =
        ((name === 'title' || name === 'aria-description') && element.closest(NOT_OURS)) ||
        (name === 'placeholder' && element.matches('.code-field'))
      if (value !== null && !isOfText && isForeign(value)) found.push(`${name}: ${value}`)
    }
  return found
}

function findOutside(): string[] {
  const found: string[] = []
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth) found.push(`the page scrolls sideways by ${scrollWidth - clientWidth}`)
  const MAY_SCROLL = '.code-scroll, .table-frame, .code-block, pre, .katex, .formula, textarea, .visually-hidden'
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    if (element.closest(MAY_SCROLL) || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    const { overflowX, textOverflow } = getComputedStyle(element)
    const isTooWide = element.scrollWidth > element.clientWidth + 1
    if (isTooWide && (overflowX === 'auto' || overflowX === 'scroll'))
      found.push(`scrolls sideways: ${element.tagName}.${element.className}`)
    // What a person or a model named may end in "…". Words of ours may not, or nobody can read them.
    if (isTooWide && textOverflow === 'ellipsis' && element.textContent?.startsWith('⟦')) found.push(`ends in …: ${element.textContent}`)
    const { left, right, width } = element.getBoundingClientRect()
    if (width > 0 && element.matches('button, input, textarea, [role=menuitem], [role=option]') && (left < -1 || right > innerWidth + 1))
      found.push(`out of the window: ${element.tagName}.${element.className} ${element.textContent}`)
  }
  return found
}
