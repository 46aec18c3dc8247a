import * as z from 'zod'

/**
 * How the next token is chosen and when a reply is ended. `temperature` 0 takes the likeliest; `topK` 0, `topP` 1, `minP` 0 and
 * `repeatPenalty` 1 switch their filter off.
 */
export const samplingSettings = z.object({
  temperature: z.number().min(0).max(2),
  topP: z.number().min(0).max(1),
  topK: z.number().int().min(0).max(1000),
  minP: z.number().min(0).max(1),
  repeatPenalty: z.number().min(1).max(2),
  /** Tokens of the reply at most; null: until the model ends it or the context is full. */
  maxTokens: z.number().int().min(1).nullable(),
  /** 32 bits; null: drawn anew for each generation and stored with the reply. */
  seed: z.number().int().min(0).max(0xffff_ffff).nullable(),
  /** Whether a reply that only repeats itself is ended. */
  loopGuard: z.boolean()
})
export type SamplingSettings = z.infer<typeof samplingSettings>

/** The preset *Balanced*: what a model without recommended values gets. */
export const balanced: SamplingSettings = {
  temperature: 0.7,
  topP: 0.9,
  topK: 40,
  minP: 0,
  repeatPenalty: 1.1,
  maxTokens: null,
  seed: null,
  loopGuard: true
}
