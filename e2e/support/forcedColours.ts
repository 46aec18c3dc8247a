import { expect, type Page } from '@playwright/test'

/**
 * With the system's own colours, which take all backgrounds and shadows away, everything that is a surface or a control by its colour still has
 * a line around it, and what is chosen differs from what is not.
 */
export async function expectSeenInForcedColours(page: Page, state: string): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active' })
  const unseen = await page.evaluate(findUnseen)
  await page.emulateMedia({ forcedColors: null })
  expect.soft(unseen, `${state}, forced colours`).toEqual([])
}

function findUnseen(): string[] {
  const surfaces =
    '[role=dialog], [role=menu], .toast, .banner, .bubble, .composer, .queue, .queue-field, .message-error, .code-block, .sidebar, ' +
    '.button:not(.ghost), .send, [role=switch], .choices:not(.lines) .choice, .lines .choice-mark, .example, .kbd'
  const nameOf = (element: Element): string => `${element.className} “${(element.ariaLabel ?? element.textContent ?? '').slice(0, 30)}”`
  const isSeen = (element: Element): boolean => element.checkVisibility() && element.getBoundingClientRect().width > 0
  const lineOf = (element: Element): string => {
    const style = getComputedStyle(element)
    const sides = ['Top', 'Right', 'Bottom', 'Left'] as const
    const drawn = sides.filter((side) => {
      const [kind, width] = [style[`border${side}Style`], parseFloat(style[`border${side}Width`])]
      return kind !== 'none' && width >= 1 && style[`border${side}Color`] !== getComputedStyle(document.body).backgroundColor
    })
    const hasOutline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1
    return drawn.length > 0 || hasOutline ? `${style.border} ${style.outline}` : ''
  }
  const unseen = [...document.querySelectorAll(surfaces)]
    .filter((element) => isSeen(element) && lineOf(element) === '')
    .map((element) => `no line around ${nameOf(element)}`)

  const lookOf = (element: Element): string => {
    const style = getComputedStyle(element)
    const mark = getComputedStyle(element, '::after')
    const within = [...element.querySelectorAll('*')].filter(isSeen).length
    return [
      style.border,
      style.outline,
      style.backgroundColor,
      style.color,
      style.textDecoration,
      mark.content,
      mark.backgroundColor,
      within
    ].join(' ')
  }
  for (const [chosen, other] of [
    ['[aria-selected=true]', '[aria-selected=false]'],
    ['.choices:not(.lines) .choice:has([data-checked])', '.choices:not(.lines) .choice:not(:has([data-checked]))'],
    ['.lines [data-checked]', '.lines [data-unchecked]'],
    ['[role=switch][aria-checked=true]', '[role=switch][aria-checked=false]'],
    ['.item.active', '.item:not(.active)'],
    ['[aria-pressed=true]', '[aria-pressed=false]']
  ] as const) {
    const [one, two] = [chosen, other].map((selector) => [...document.querySelectorAll(selector)].find(isSeen))
    if (one && two && lookOf(one) === lookOf(two)) unseen.push(`looks as if it were not chosen: ${nameOf(one)}`)
  }
  return unseen
}
