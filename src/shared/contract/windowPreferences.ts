import * as z from 'zod'
import { accents, contrastChoices, densities, motionChoices, readingWidths, textSizes, themeChoices } from '../domain/appearance'
import { announcementChoices, followChoices } from '../domain/readingPreferences'
import type { WindowPreferences } from '../domain/windowPreferences'
import { generationChoice } from '../domain/generationChoice'
import { presets } from './presets'
import { shortcuts } from './shortcuts'
import { templateValuesByModel } from './templateVariables'

export const windowPreferences = z.object({
  theme: z.enum(themeChoices),
  contrast: z.enum(contrastChoices),
  accent: z.enum(accents),
  textSize: z.literal(textSizes),
  readingWidth: z.enum(readingWidths),
  density: z.enum(densities),
  motion: z.enum(motionChoices),
  follow: z.enum(followChoices),
  enterSends: z.boolean(),
  announcements: z.enum(announcementChoices),
  wrapCode: z.boolean(),
  showTimes: z.boolean(),
  shortcuts,
  presets,
  generation: generationChoice,
  templateVariables: templateValuesByModel
} satisfies { [K in keyof WindowPreferences]: z.ZodType<WindowPreferences[K]> })
