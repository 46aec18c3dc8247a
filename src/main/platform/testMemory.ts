/**
 * The free memory that tests fix, in bytes, in HEARTH_TEST_FREE_MEMORY. Null when it is not set. Throws where it is no number. Never read in
 * a packaged application.
 */
export function testMemory(env: NodeJS.ProcessEnv): number | null {
  const text = env['HEARTH_TEST_FREE_MEMORY']
  if (!text) return null
  const bytes = Number(text)
  if (!(bytes >= 0)) throw new Error(`HEARTH_TEST_FREE_MEMORY is “${text}”`)
  return bytes
}
