import * as z from 'zod'

/**
 * How the next token is chosen and when a reply is ended. `temperature` 0 takes the likeliest; `topK` 0, `topP` 1, `minP` 0,
 * `repeatPenalty` 1, `frequencyPenalty`, `presencePenalty`, `dryStrength` and `xtcProbability` 0 switch their filter off.
 */
export const samplingSettings = z.object({
  temperature: z.number().min(0).max(2),
  topP: z.number().min(0).max(1),
  topK: z.number().int().min(0).max(1000),
  minP: z.number().min(0).max(1),
  /** Divides the logit of a token that the reply has already. */
  repeatPenalty: z.number().min(1).max(2),
  /** Taken from the logit of a token for each time that the reply has it, and once if it has it at all (as in OpenAI's interface). */
  frequencyPenalty: z.number().min(0).max(2),
  presencePenalty: z.number().min(0).max(2),
  /** The newest tokens of the reply that these three penalties look at. */
  penaltyWindow: z.number().int().min(1).max(8192),
  /** How much a token is avoided that would go on with a sequence the reply has already (DRY, "don't repeat yourself"). */
  dryStrength: z.number().min(0).max(1),
  /** Tokens that such a sequence may have before it is avoided. */
  dryAllowedLength: z.number().int().min(1).max(64),
  /** XTC, "exclude top choices": how often all tokens above the threshold but the least likely of them are left out, and that threshold. */
  xtcProbability: z.number().min(0).max(1),
  xtcThreshold: z.number().min(0.01).max(0.5),
  /** Tokens of the reply at most; null: until the model ends it or the context is full. */
  maxTokens: z.number().int().min(1).nullable(),
  /** 32 bits; null: drawn anew for each generation and stored with the reply. */
  seed: z.number().int().min(0).max(0xffff_ffff).nullable(),
  /** Texts that end a reply; none of them is part of it. They are not looked for in thoughts. */
  stopTexts: z.array(z.string().min(1).max(200)).max(16),
  /** Whether a reply that only repeats itself is ended. */
  loopGuard: z.boolean(),
  /** Whether a model that can think before it answers does so. False: where its format has a switch for that, it is off. */
  thinking: z.boolean()
})
export type SamplingSettings = z.infer<typeof samplingSettings>

/**
 * *Recommended* for a model of which nothing is known: no penalty, which makes lists, tables and code worse and loops are ended anyway.
 * `topK` 40 is what llama.cpp does by itself and keeps a large vocabulary's tail out; `topP` cuts the rest, so `minP` has nothing to add.
 */
export const recommendedDefault: SamplingSettings = {
  temperature: 0.7,
  topP: 0.9,
  topK: 40,
  minP: 0,
  repeatPenalty: 1,
  frequencyPenalty: 0,
  presencePenalty: 0,
  penaltyWindow: 64,
  dryStrength: 0,
  dryAllowedLength: 2,
  xtcProbability: 0,
  xtcThreshold: 0.1,
  maxTokens: null,
  seed: null,
  stopTexts: [],
  loopGuard: true,
  thinking: true
}

/** The preset *Balanced*. */
export const balanced: SamplingSettings = { ...recommendedDefault, repeatPenalty: 1.1 }
