import { expect, type Page } from '@playwright/test'

/**
 * Every control that can be pressed is at least 24 by 24 CSS pixels large, or so far from the others that a circle of that size around its
 * middle meets none of them (WCAG 2.5.8). Links in a line of text are excepted, as there.
 */
export async function expectLargeTargets(page: Page, state: string): Promise<void> {
  expect.soft(await page.evaluate(findSmallTargets), `${state}: targets that are too small`).toEqual([])
}

function findSmallTargets(): string[] {
  const least = 24
  const targets = [
    ...document.querySelectorAll<HTMLElement>(
      'button, textarea, input:not([type=hidden]), label:has([role]), [role=tab], [role^=menuitem], [role=option]'
    )
  ]
    // What is pressed is the label, the mark in it included.
    .filter((element) => element.closest('label') === null || element.tagName === 'LABEL')
    .filter((element) => element.checkVisibility() && element.closest('.visually-hidden, [inert], [aria-hidden=true]') === null)
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && box.height > 0)
  const isSmall = (box: DOMRect): boolean => box.width < least - 0.1 || box.height < least - 0.1
  const distance = (x: number, y: number, box: DOMRect): number =>
    Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom))
  const isAlone = (element: HTMLElement, box: DOMRect): boolean => {
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
    return targets.every((other) => {
      if (other.element === element) return true
      const [otherX, otherY] = [other.box.left + other.box.width / 2, other.box.top + other.box.height / 2]
      if (isSmall(other.box) && Math.hypot(x - otherX, y - otherY) < least) return false
      return distance(x, y, other.box) >= least / 2
    })
  }
  return targets
    .filter(({ element, box }) => isSmall(box) && !isAlone(element, box))
    .map(({ element, box }) => {
      const name = element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40)
      return `${element.className} “${name}” is ${box.width.toFixed(1)} × ${box.height.toFixed(1)}`
    })
}
