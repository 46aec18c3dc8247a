import type { InferenceEngine } from '../../../engine/engine'
import type { PrefillTiming } from '../../../engine/tuning/engineTuning'

/** `engine`, with the prefill timings of each generation reported before its result. */
export const timedEngine = (engine: InferenceEngine, report: (timings: readonly PrefillTiming[]) => void): InferenceEngine => ({
  abilities: () => engine.abilities(),
  generate: async (prompt, settings, options) => {
    const result = await engine.generate(prompt, settings, options)
    report(result.prefillTimings)
    return result
  }
})
