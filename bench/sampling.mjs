/** The same on both sides: what a bare loop does, and what Hearth is made to do (HEARTH_TEST_SAMPLING) where it is measured against one. */
export const bareSampling = { temperature: 0.2, topK: 40, topP: 0.9, seed: 1 }
export const hearthSampling = { ...bareSampling, repeatPenalty: 1, dryStrength: 0 }
export const samplingText = 'temperature 0.2, top K 40, top P 0.9, no penalties, seed 1'
