import { storedTuning, type TuningStore } from '../../core/models/tuningStore'

/**
 * The tuning that tests fix for every model, as JSON in HEARTH_TEST_TUNING: then nothing is learnt and nothing is written. Null when it is
 * not set. Throws where it is not of the schema. Never read in a packaged application.
 */
export function fixedTunings(env: NodeJS.ProcessEnv): TuningStore | null {
  const text = env['HEARTH_TEST_TUNING']
  if (!text) return null
  const tuning = storedTuning.parse(JSON.parse(text))
  return { read: () => tuning, write: () => undefined }
}
