import type { Prompt, PromptRendering, ShowPrompt } from '../../../engine/engine'

/** Stands for a system prompt: one character that no template writes. */
const STAND_IN = '\u2042'
const ASKED = { role: 'user', text: 'a' } as const

/**
 * The system prompt that a model's chat template writes where none is given; null where it writes none. It is what stands, in the prompt without
 * one, in the place that a given one has. `rendering`: as that of a reply, for a template may write another one with it.
 */
export async function systemPromptOfModel(show: ShowPrompt, rendering?: PromptRendering): Promise<string | null> {
  const shown = (prompt: Prompt): Promise<string> => textOf(show(prompt, rendering))
  const [given, without] = await Promise.all([shown([{ role: 'system', text: STAND_IN }, ASKED]), shown([ASKED])])
  const place = given.indexOf(STAND_IN)
  const behind = given.slice(place + STAND_IN.length)
  if (place < 0 || !without.startsWith(given.slice(0, place)) || !without.endsWith(behind)) return null
  const own = without.slice(place, without.length - behind.length).trim()
  return own === '' ? null : own
}

const textOf = async (shown: ReturnType<ShowPrompt>): Promise<string> => (await shown).map(({ text }) => text).join('')
