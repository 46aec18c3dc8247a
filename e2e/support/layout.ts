import { expect, type Page } from '@playwright/test'

/**
 * Nothing on the screen is cut off or lies over something else: every text ends inside what clips it, unless it ends in "…", and every control
 * is on top where its middle is. What must be scrolled to is not looked at.
 */
export async function expectNothingCut(page: Page, state: string): Promise<void> {
  expect(await page.evaluate(findCut), state).toEqual([])
}

function findCut(): string[] {
  const isHidden = (element: Element): boolean =>
    element.closest('.visually-hidden, [aria-hidden=true], [inert]') !== null ||
    !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const nameOf = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${element.className} “${element.textContent?.slice(0, 40)}”`

  /** What is left of a rectangle after every ancestor has clipped it along this axis; `from` begins the search. */
  const clipsOf = (element: Element, axis: 'x' | 'y'): { low: number; high: number; canScroll: boolean }[] => {
    const clips = [{ low: 0, high: axis === 'x' ? innerWidth : innerHeight, canScroll: false }]
    for (let above: Element | null = element; above && above !== document.body; above = above.parentElement) {
      const style = getComputedStyle(above)
      const overflow = axis === 'x' ? style.overflowX : style.overflowY
      if (overflow === 'visible') continue
      if (style.textOverflow === 'ellipsis') return []
      const box = above.getBoundingClientRect()
      const canScroll = overflow === 'auto' || overflow === 'scroll'
      clips.push(axis === 'x' ? { low: box.left, high: box.right, canScroll } : { low: box.top, high: box.bottom, canScroll })
      if (canScroll && axis === 'y') break
    }
    return clips
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const cut: string[] = []
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement
    if (!element || text.textContent?.trim() === '' || isHidden(element)) continue
    const range = document.createRange()
    range.selectNodeContents(text)
    const box = range.getBoundingClientRect()
    if (box.width === 0) continue
    const isOutside = clipsOf(element, 'x').some(({ low, high }) => box.left < low - 1 || box.right > high + 1)
    if (isOutside) cut.push(`cut at its side: ${nameOf(element)}`)
    const vertical = clipsOf(element, 'y')
    const isScrolled = vertical.at(-1)?.canScroll
    if (!isScrolled && vertical.slice(1).some(({ low, high }) => box.top < low - 1 || box.bottom > high + 1))
      cut.push(`cut above or below: ${nameOf(element)}`)
  }

  const layer = [...document.querySelectorAll('[role=dialog], [role=menu]')].at(-1) ?? document.body
  for (const control of layer.querySelectorAll(
    'button, textarea, input[type=text], label, [role=radio], [role=switch], [role=tab], [role=menuitemradio]'
  )) {
    if (isHidden(control)) continue
    const { left, top, width, height } = control.getBoundingClientRect()
    const [x, y] = [left + width / 2, top + height / 2]
    const isInSight = [...clipsOf(control, 'y')].every(({ low, high }) => y > low && y < high) && x > 0 && x < innerWidth
    if (!isInSight || width === 0) continue
    const onTop = document.elementFromPoint(x, y)
    const drawer = document.querySelector('.narrow .sidebar')
    const isBehindDrawer = drawer !== null && !drawer.contains(control)
    if (onTop && !isBehindDrawer && !control.contains(onTop) && !onTop.contains(control))
      cut.push(`${nameOf(onTop)} lies over ${nameOf(control)}`)
  }
  return cut
}
