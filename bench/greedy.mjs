/** Sampling that takes the likeliest token, with nothing that gets in its way. */
export const greedy = {
  temperature: 0,
  topP: 1,
  topK: 1,
  minP: 0,
  repeatPenalty: 1,
  dryStrength: 0,
  maxTokens: null,
  seed: 1,
  loopGuard: true,
  thinking: true
}
