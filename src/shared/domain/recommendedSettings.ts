import type { SamplingSettings } from './samplingSettings'

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
  thinking: 'automatic',
  thinkingBudget: null,
  structure: null,
  showWhenComplete: false,
  showSpecialTokens: false
}

/** The preset *Balanced*. */
export const balanced: SamplingSettings = { ...recommendedDefault, repeatPenalty: 1.1 }
