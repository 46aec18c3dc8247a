import * as z from 'zod'
import { modelId, type ModelId } from '../domain/ids'

/** By model, in tokens; the one chosen last at the end. */
export type StoredContextSizes = Readonly<Record<ModelId, number>>

/** More models than anybody chooses a context for: files that are gone for good must not fill the settings. */
export const MOST_CONTEXT_SIZES = 200
/** More tokens than any model was trained for. */
const MOST_CONTEXT_TOKENS = 1_000_000_000

export const chosenTokens = z.number().int().min(1).max(MOST_CONTEXT_TOKENS)

const entry = z.tuple([modelId, chosenTokens])

/** Reads the stored contexts, each for itself: one that cannot be read is left out, and of too many those that were chosen first. */
export const storedContextSizes = z
  .record(z.string(), z.unknown())
  .catch({})
  .transform((stored): StoredContextSizes =>
    Object.fromEntries(
      Object.entries(stored)
        .flatMap((each) => (entry.safeParse(each).success ? [each as [ModelId, number]] : []))
        .slice(-MOST_CONTEXT_SIZES)
    )
  )
