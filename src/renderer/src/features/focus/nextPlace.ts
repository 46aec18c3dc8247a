/** Parts of the window that the focus stays in while there is anything in them that can have it. */
const HOMES =
  '[data-layer], nav, article, .number-setting, .switch-setting, .system-prompt, .stop-texts, .template-variable, .inspector-foot, .inspector, .transcript-frame, .queue, .banners'
const TABBABLE = 'a[href], button:not(:disabled), textarea:not(:disabled), input:not(:disabled), [tabindex="0"]'

/**
 * Where the focus goes when what had it is gone. `around`: what that stood in, from the inside out. The nearest part that is left has it: there
 * what has the same name and so does the same, else the first thing that can have it. Null: nothing is left there.
 */
export function nextPlace(around: readonly Element[], name: string): HTMLElement | null {
  const left = around.filter((element) => element.isConnected && element.closest('[inert]') === null)
  for (const home of left.filter((element) => element.matches(HOMES))) {
    const places = [...home.querySelectorAll<HTMLElement>(TABBABLE)].filter((element) => element.tabIndex >= 0)
    const place = places.find((element) => nameOf(element) === name) ?? places[0]
    if (place) return place
  }
  return null
}

export const nameOf = (element: Element): string => element.getAttribute('aria-label') ?? element.textContent
