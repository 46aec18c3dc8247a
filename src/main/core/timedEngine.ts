import type { Engine } from '../../engine/engine'
import type { PrefillTiming } from '../../engine/tuning/engineTuning'

/** `engine`, with the prefill timings of each generation reported before its result. */
export const timedEngine = (engine: Engine, report: (timings: readonly PrefillTiming[]) => void): Engine => ({
  load: (spec, options) => engine.load(spec, options),
  count: (prompt) => engine.count(prompt),
  generate: async (prompt, settings, options) => {
    const result = await engine.generate(prompt, settings, options)
    report(result.prefillTimings)
    return result
  }
})
