import { samplingSettings, type SamplingSettings } from '../../shared/domain/samplingSettings'

/**
 * Sampling that tests fix for every generation, as JSON in HEARTH_TEST_SAMPLING, for example `{"seed":1,"maxTokens":48}`. Null when it is
 * not set. Throws where it is not of the schema. Never read in a packaged application.
 */
export function testSampling(env: NodeJS.ProcessEnv): Partial<SamplingSettings> | null {
  const text = env['HEARTH_TEST_SAMPLING']
  return text ? definedOnly(samplingSettings.partial().strict().parse(JSON.parse(text))) : null
}

const definedOnly = (fields: Record<string, unknown>): Partial<SamplingSettings> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
