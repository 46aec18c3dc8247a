import { expect, type Page } from '@playwright/test'

/** One control that Tab comes to. */
interface Stop {
  /** The same number for the same element. */
  readonly id: number
  readonly name: string
  readonly isPage: boolean
  /** What is wrong with it: its focus is not seen, or it stands out of sight. */
  readonly problems: readonly string[]
}

const MOST_STOPS = 200

/**
 * Tab comes to every control of the page, or of the layer that lies over it, once and in their order, and then to the first one again; each
 * is in sight when it has the focus, and shows that it has it.
 */
export async function expectTabOrder(page: Page, state: string): Promise<void> {
  const expected = await page.evaluate(findTabStops)
  const stops: Stop[] = []
  for (let presses = 0; presses < MOST_STOPS; presses++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(lookAtFocus)
    if (stop.id === stops[0]?.id) break
    // From the last one it goes to the first by way of the page itself.
    if (!stop.isPage) stops.push(stop)
  }
  // What went while the page scrolled with the focus, such as the way to its end, is not missed.
  const there = new Set((await page.evaluate(findTabStops)).map(({ id }) => id))
  const wanted = expected.filter(({ id }) => there.has(id))
  const names = new Map(expected.map(({ id, name }) => [id, name])) // some change with what is being done
  const visited = stops.map(({ id }) => id)
  const start = Math.max(0, visited.indexOf(wanted[0]?.id ?? -1))
  const inOrder = [...stops.slice(start), ...stops.slice(0, start)]
  expect
    .soft(
      stops.flatMap(({ problems }) => problems),
      `${state}: focus`
    )
    .toEqual([])
  // A part that scrolls and has nothing else to focus is a stop too: Chromium makes it one.
  expect
    .soft(
      inOrder.filter(({ id }) => names.has(id) && there.has(id)).map(({ id }) => names.get(id)),
      `${state}: order of Tab`
    )
    .toEqual(wanted.map(({ name }) => name))
  expect.soft(new Set(visited).size, `${state}: each once`).toBe(visited.length)
}

/** Everything that Tab should come to, in the order of the document. */
function findTabStops(): { id: number; name: string }[] {
  const known = ((globalThis as { tabStops?: Map<Element, number> }).tabStops ??= new Map())
  const layers = [...document.querySelectorAll('[data-layer]:not([data-closed])')].filter((layer) => layer.checkVisibility())
  const within = layers.findLast((layer) => !layer.matches('.queue-editor, button')) ?? document.body
  return [...within.querySelectorAll<HTMLElement>('a[href], button, textarea, input, [tabindex]')]
    .filter((element) => element.tabIndex >= 0 && !(element as HTMLButtonElement).disabled)
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.closest('[inert]') === null)
    .filter((element) => !element.hasAttribute('data-base-ui-focus-guard') && element.closest('[aria-hidden=true]') === null)
    .map((element) => {
      if (!known.has(element)) known.set(element, known.size)
      return { id: known.get(element) as number, name: element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40) ?? '' }
    })
}

async function lookAtFocus(): Promise<Stop> {
  // A guard at the end of a layer hands the focus on in the next frame.
  const isOnGuard = (): boolean => document.activeElement?.hasAttribute('data-base-ui-focus-guard') ?? false
  for (let frames = 0; frames < 5 && isOnGuard(); frames++) await new Promise(requestAnimationFrame)
  const known = ((globalThis as { tabStops?: Map<Element, number> }).tabStops ??= new Map())
  const element = document.activeElement ?? document.body
  if (!known.has(element)) known.set(element, known.size)
  const name = element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40) ?? ''
  const isPage = element === document.body || isOnGuard()
  const stop = { id: known.get(element) as number, name, isPage }
  if (stop.isPage) return { ...stop, problems: [] }
  const problems: string[] = []
  // A field with a frame of its own around it, and a mark with its words in a label, may show it there.
  const shows = [element, element.closest('.composer, .palette-field, .queue-field, label')].some((shown) => {
    if (!shown) return false
    const style = getComputedStyle(shown)
    const hasOutline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    return hasOutline || shown.matches('.composer:focus-within, .palette-field:focus-within')
  })
  if (!shows) problems.push(`“${name}” (${element.className}) does not show that it has the focus`)
  if (parseFloat(getComputedStyle(element).opacity) === 0) problems.push(`“${name}” (${element.className}) cannot be seen`)
  const box = element.getBoundingClientRect()
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)]
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]
  if (right - left < 1 || bottom - top < 1) problems.push(`“${name}” (${element.className}) is out of sight`)
  else {
    const points = [0.5, 0.1, 0.9].flatMap((x) =>
      [0.5, 0.1, 0.9].map((y) => [left + (right - left) * x, top + (bottom - top) * y] as const)
    )
    const isOnTop = points.some(([x, y]) => {
      const onTop = document.elementFromPoint(x, y)
      return onTop !== null && (element.contains(onTop) || onTop.contains(element) || onTop.closest('label')?.contains(element))
    })
    if (!isOnTop) problems.push(`“${name}” (${element.className}) lies under ${document.elementFromPoint(left + 1, top + 1)?.className}`)
  }
  return { ...stop, problems }
}
