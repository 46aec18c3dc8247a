import { isTestLanguage, testLanguages, type TestLanguage } from '../../shared/i18n/language'

/**
 * The test language that Hearth speaks, in HEARTH_TEST_LANGUAGE. Null when it is not set. Throws where there is no such one. Never read in a
 * packaged application.
 */
export function testLanguage(env: NodeJS.ProcessEnv): TestLanguage | null {
  const tag = env['HEARTH_TEST_LANGUAGE']
  if (!tag) return null
  if (!isTestLanguage(tag)) throw new Error(`HEARTH_TEST_LANGUAGE is “${tag}”, not one of ${testLanguages.join(', ')}`)
  return tag
}
