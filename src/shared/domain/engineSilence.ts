import * as z from 'zod'

/** What an engine is asked to do: load its model, or generate. */
export const engineWork = z.enum(['loading', 'generating'])
export type EngineWork = z.infer<typeof engineWork>

/** Whole seconds for which the engine at this work has given no sign of life; null while there is nothing to ask the person about. */
const seconds = z.number().int().min(0).nullable()
export const engineSilence = z.object({ loading: seconds, generating: seconds })
export type EngineSilence = z.infer<typeof engineSilence>
