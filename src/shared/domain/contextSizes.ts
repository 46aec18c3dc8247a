import * as z from 'zod'
import { modelId } from './ids'

const tokens = z.number().int().min(1)

/**
 * Whether a context fits into the memory that is free now. `fits` · `offCard`: less of the model has room on the graphics card beside it, and
 * the rest is in RAM · `mayNotFit`: it is not known to.
 */
const contextFitting = z.enum(['fits', 'offCard', 'mayNotFit'])
export type ContextFitting = z.infer<typeof contextFitting>

/** A context that the model in use can be loaded with, in tokens. */
const contextSize = z.object({
  tokens,
  /** Bytes of memory over those of the context in use; negative for a shorter one. An upper bound. */
  added: z.number(),
  fitting: contextFitting
})
export type ContextSize = z.infer<typeof contextSize>

/** The contexts that the model in use can be loaded with. */
export const contextSizes = z.object({
  modelId,
  /** Of the model. No context is longer. */
  trained: tokens,
  /** No chosen context is shorter. */
  least: tokens,
  /** In use now. */
  current: tokens,
  /** At most, where nothing is chosen. */
  automatic: tokens,
  /** By the person; null: as the memory allows. */
  chosen: tokens.nullable(),
  /** What was chosen could not be loaded, so the model is used without it until Hearth is started again or it is chosen again. */
  isSetAside: z.boolean(),
  /** Where the context is. */
  place: z.enum(['ram', 'graphics']),
  /** Ascending. Those in use and chosen are among them. */
  sizes: z.array(contextSize)
})
export type ContextSizes = z.infer<typeof contextSizes>
