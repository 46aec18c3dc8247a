/** Sampling that takes the likeliest token, with nothing that gets in its way. */
export const greedy = {
  temperature: 0,
  topP: 1,
  topK: 1,
  minP: 0,
  repeatPenalty: 1,
  frequencyPenalty: 0,
  presencePenalty: 0,
  penaltyWindow: 64,
  dryStrength: 0,
  dryAllowedLength: 2,
  xtcProbability: 0,
  xtcThreshold: 0.1,
  stopTexts: [],
  maxTokens: null,
  seed: 1,
  loopGuard: true,
  thinking: 'automatic',
  thinkingBudget: null,
  structure: null,
  showWhenComplete: false
}
