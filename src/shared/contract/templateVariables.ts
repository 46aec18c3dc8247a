import * as z from 'zod'
import { modelId } from '../domain/ids'
import { templateName, templateValues } from '../domain/generationSettings'
import { templateLimits, type TemplateValuesByModel } from '../domain/templateVariables'

export const templateValuesByModel: z.ZodType<TemplateValuesByModel> = z
  .record(modelId, templateValues)
  .refine((models) => Object.keys(models).length <= templateLimits.models, 'too many models')

export const templateVariable = z.object({ name: templateName, default: z.string().max(templateLimits.default).nullable() })

/** Stored values, each for itself: what cannot be read is left out. */
export const storedTemplateValues = z
  .record(z.string(), z.record(z.string(), z.unknown()).catch({}))
  .catch({})
  .transform((stored): TemplateValuesByModel => {
    const models = Object.entries(stored).flatMap(([model, values]) => {
      const read = Object.entries(values).flatMap(([name, value]) => Object.entries(templateValues.safeParse({ [name]: value }).data ?? {}))
      const kept = Object.fromEntries(read.slice(0, templateLimits.variables))
      return read.length > 0 && modelId.safeParse(model).success ? [[model, kept] as const] : []
    })
    return Object.fromEntries(models.slice(-templateLimits.models))
  })
