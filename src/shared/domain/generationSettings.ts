import * as z from 'zod'
import { samplingSettings } from './samplingSettings'
import { TEMPLATE_NAME, templateLimits } from './templateVariables'

export const templateName = z.string().regex(TEMPLATE_NAME).max(templateLimits.name)
export const templateText = z.string().max(templateLimits.value)

/** Of one model. */
export const templateValues = z
  .record(templateName, templateText)
  .refine((values) => Object.keys(values).length <= templateLimits.variables, 'too many variables')

/**
 * All that one generation is made with: the settings that are chosen for chats and in presets, and the values of the variables of the
 * model's template, which belong to the model. `templateVariables` missing: none is given.
 */
export const generationSettings = samplingSettings.extend({ templateVariables: templateValues.exactOptional() })
export type GenerationSettings = z.infer<typeof generationSettings>
