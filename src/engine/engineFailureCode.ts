import * as z from 'zod'

/** Why an engine could not do what it was asked. */
export const engineFailureCode = z.enum([
  'unavailable',
  'invalidFile',
  'unsupported',
  'insufficientMemory',
  'notLoaded',
  'contextFull',
  'structure',
  'template',
  'failed'
])
export type EngineFailureCode = z.infer<typeof engineFailureCode>
