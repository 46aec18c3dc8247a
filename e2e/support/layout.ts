import { expect, type Page } from '@playwright/test'

/**
 * Nothing on the screen is cut off or lies over something else: every text ends inside what clips it, unless it ends in "…", no two texts lie
 * over one another, no control reaches out of the window, and every one is on top where its middle is. What must be scrolled to is not
 * looked at.
 */
export async function expectNothingCut(page: Page, state: string): Promise<void> {
  expect.soft(await cutIn(page), state).toEqual([])
}

/** What is cut off or lies over something else, in words. */
export const cutIn = async (page: Page): Promise<string[]> => [...(await page.evaluate(findCut)), ...(await page.evaluate(findOverlaps))]

function findCut(): string[] {
  const isHidden = (element: Element): boolean =>
    element.closest('.visually-hidden, [aria-hidden=true], [inert], .katex-mathml, .parked') !== null ||
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
    // Tables and code may be wide by nature and scroll by themselves.
    const isWide = element.closest('.table-frame, pre') !== null
    const isOutside = !isWide && clipsOf(element, 'x').some(({ low, high }) => box.left < low - 1 || box.right > high + 1)
    if (isOutside) cut.push(`cut at its side: ${nameOf(element)}`)
    const vertical = clipsOf(element, 'y')
    const isScrolled = vertical.at(-1)?.canScroll
    if (!isScrolled && vertical.some(({ low, high }) => box.top < low - 1 || box.bottom > high + 1))
      cut.push(`cut above or below: ${nameOf(element)}`)
  }

  const layer = [...document.querySelectorAll('[role=dialog], [role=menu]')].at(-1) ?? document.body
  for (const control of layer.querySelectorAll(
    'button, textarea, input[type=text], label, [role=radio], [role=switch], [role=tab], [role=menuitemradio]'
  )) {
    if (isHidden(control)) continue
    const { left, top, width, height } = control.getBoundingClientRect()
    const [x, y] = [left + width / 2, top + height / 2]
    // What it scrolls itself, as a large text field does, says nothing of where it stands.
    const isInSight =
      clipsOf(control.parentElement ?? control, 'y').every(({ low, high }) => y > low && y < high) && x > 0 && x < innerWidth
    if (!isInSight || width === 0) continue
    const onTop = document.elementFromPoint(x, y)
    const drawer = document.querySelector('.narrow .sidebar')
    // What lies under a banner, or under the way back to the end, can be scrolled out from under it.
    if (onTop?.closest('.banners, .jump')) continue
    const isBehindDrawer = drawer !== null && !drawer.contains(control)
    if (onTop && !isBehindDrawer && !control.contains(onTop) && !onTop.contains(control))
      cut.push(`${nameOf(onTop)} lies over ${nameOf(control)}`)
  }
  return cut
}

/** Two texts of one layer that lie over one another, and controls that reach out of the window. */
function findOverlaps(): string[] {
  const isHidden = (element: Element): boolean =>
    element.closest('.visually-hidden, [aria-hidden=true], [inert], .katex, .parked') !== null ||
    !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const layerOf = (element: Element): Element | null =>
    element.closest('[data-layer], .banners, .toast, .jump, .code-head, .tooltip, .sidebar')
  /** What is left of a rectangle after all that clips it; null where that is nothing. */
  const seenOf = (element: Element, box: DOMRect): DOMRect | null => {
    let [left, top, right, bottom] = [
      Math.max(box.left, 0),
      Math.max(box.top, 0),
      Math.min(box.right, innerWidth),
      Math.min(box.bottom, innerHeight)
    ]
    for (let above: Element | null = element; above && above !== document.body; above = above.parentElement) {
      if (getComputedStyle(above).overflow === 'visible') continue
      const clip = above.getBoundingClientRect()
      ;[left, top] = [Math.max(left, clip.left), Math.max(top, clip.top)]
      ;[right, bottom] = [Math.min(right, clip.right), Math.min(bottom, clip.bottom)]
    }
    return right - left < 1 || bottom - top < 1 ? null : new DOMRect(left, top, right - left, bottom - top)
  }
  const found: string[] = []
  const texts: { element: Element; layer: Element | null; box: DOMRect }[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const element = text.parentElement
    if (!element || text.textContent?.trim() === '' || isHidden(element)) continue
    const range = document.createRange()
    range.selectNodeContents(text)
    for (const box of range.getClientRects()) {
      const seen = seenOf(element, box)
      if (seen) texts.push({ element, layer: layerOf(element), box: seen })
    }
  }
  for (const [place, one] of texts.entries()) {
    for (const other of texts.slice(place + 1)) {
      if (one.layer !== other.layer || one.element === other.element) continue
      const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      if (width > 2 && height > Math.min(one.box.height, other.box.height) / 2)
        found.push(`“${one.element.textContent?.slice(0, 40)}” lies over “${other.element.textContent?.slice(0, 40)}”`)
    }
  }
  for (const { element, box } of texts) {
    const button = element.closest('button')?.getBoundingClientRect()
    if (button && (box.left < button.left - 1 || box.right > button.right + 1))
      found.push(`reaches out of its button: “${element.textContent}”`)
    const style = getComputedStyle(element)
    const hasNoRoom =
      style.textOverflow === 'ellipsis' && element.scrollWidth > element.clientWidth && element.clientWidth < 2 * parseFloat(style.fontSize)
    if (hasNoRoom) found.push(`cut to nothing: “${element.textContent}”`)
  }
  for (const control of document.querySelectorAll('button, textarea, input, label')) {
    if (isHidden(control)) continue
    const { left, right, width } = control.getBoundingClientRect()
    if (width > 0 && (left < -1 || right > innerWidth + 1)) found.push(`reaches out of the window: ${control.className}`)
  }
  return found
}
