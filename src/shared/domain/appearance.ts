export const themeChoices = ['system', 'light', 'dark'] as const
export const contrastChoices = ['system', 'high'] as const
export const accents = ['ember', 'amber', 'moss', 'lagoon', 'iris', 'rose', 'slate'] as const
/** Percent of the size that is usual on the system. */
export const textSizes = [85, 90, 100, 110, 125, 150, 175, 200] as const
/** How wide the column of messages may be. */
export const readingWidths = ['narrow', 'medium', 'wide', 'full'] as const
export const densities = ['comfortable', 'compact'] as const
export const motionChoices = ['system', 'reduced'] as const

/** How the window looks: what is chosen under Appearance in the settings. `system`: as the system has it, also when that changes. */
export interface Appearance {
  readonly theme: (typeof themeChoices)[number]
  readonly contrast: (typeof contrastChoices)[number]
  readonly accent: (typeof accents)[number]
  readonly textSize: (typeof textSizes)[number]
  readonly readingWidth: (typeof readingWidths)[number]
  readonly density: (typeof densities)[number]
  readonly motion: (typeof motionChoices)[number]
}

export const defaultAppearance: Appearance = {
  theme: 'system',
  contrast: 'system',
  accent: 'ember',
  textSize: 100,
  readingWidth: 'medium',
  density: 'comfortable',
  motion: 'system'
}

/** The next larger or smaller size; the same at the end of the scale. */
export function stepTextSize(size: Appearance['textSize'], direction: 'larger' | 'smaller'): Appearance['textSize'] {
  const place = textSizes.indexOf(size) + (direction === 'larger' ? 1 : -1)
  return textSizes[place] ?? size
}
