import { pageLook } from '../../shared/domain/pageLook'
import { usePreferencesStore } from './state/preferencesStore'

/** Keeps the page looking as chosen while the choice and the system change. Main has written the look of the first frame into the page. */
export function followAppearance(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const contrast = matchMedia('(prefers-contrast: more)')
  const root = document.documentElement
  const follow = (): void => {
    const { isKnown, preferences } = usePreferencesStore.getState()
    if (!isKnown) return
    for (const [name, value] of Object.entries(pageLook(preferences, { isDark: dark.matches, hasMoreContrast: contrast.matches }))) {
      if (value === null) root.removeAttribute(name)
      else if (root.getAttribute(name) !== value) root.setAttribute(name, String(value))
    }
  }
  for (const query of [dark, contrast]) query.addEventListener('change', follow)
  usePreferencesStore.subscribe(follow)
}
