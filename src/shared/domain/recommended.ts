import * as z from 'zod'
import { samplingSettings } from './samplingSettings'

const shape = samplingSettings.shape

/**
 * What suits a model best, by its makers or by measurement: of the settings those that are known, and the system message that stands in
 * front of a prompt where nobody chose another. Strict: a misspelt value is an error and not a value that is dropped.
 */
export const recommended = z.strictObject({
  settings: z.strictObject({
    temperature: shape.temperature.exactOptional(),
    topP: shape.topP.exactOptional(),
    topK: shape.topK.exactOptional(),
    minP: shape.minP.exactOptional(),
    repeatPenalty: shape.repeatPenalty.exactOptional(),
    frequencyPenalty: shape.frequencyPenalty.exactOptional(),
    presencePenalty: shape.presencePenalty.exactOptional(),
    dryStrength: shape.dryStrength.exactOptional(),
    dryAllowedLength: shape.dryAllowedLength.exactOptional()
  }),
  systemMessage: z.string().trim().min(1).exactOptional()
})
export type Recommended = z.infer<typeof recommended>
