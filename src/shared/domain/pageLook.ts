import type { Appearance } from './appearance'

export interface SystemLook {
  readonly isDark: boolean
  readonly hasMoreContrast: boolean
}

/** Attributes of the page's root by which the style sheets choose; null: not set. */
export interface PageLook {
  readonly 'data-theme': 'light' | 'dark'
  readonly 'data-contrast': 'more' | null
  readonly 'data-accent': string
  readonly 'data-text-size': string
  readonly 'data-reading-width': string
  readonly 'data-density': string
  readonly 'data-motion': 'reduced' | null
}

/** How the page looks in this system. Main writes it into the page for the first frame; the page keeps it up to date. */
export function pageLook(chosen: Appearance, system: SystemLook): PageLook {
  const isDark = chosen.theme === 'system' ? system.isDark : chosen.theme === 'dark'
  return {
    'data-theme': isDark ? 'dark' : 'light',
    'data-contrast': chosen.contrast === 'high' || system.hasMoreContrast ? 'more' : null,
    'data-accent': chosen.accent,
    'data-text-size': String(chosen.textSize),
    'data-reading-width': chosen.readingWidth,
    'data-density': chosen.density,
    'data-motion': chosen.motion === 'reduced' ? 'reduced' : null // what the system asks for is a media query
  }
}

/** `--bg` of the style sheets: what a window shows before its first frame. */
const backgrounds = { light: '#faf8f5', dark: '#191714' }
const highContrastBackgrounds = { light: '#ffffff', dark: '#000000' }

export function windowBackground({ 'data-theme': theme, 'data-contrast': contrast }: PageLook): string {
  return (contrast === 'more' ? highContrastBackgrounds : backgrounds)[theme]
}
