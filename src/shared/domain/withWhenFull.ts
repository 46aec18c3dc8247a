import type { GenerationChoice } from './generationChoice'
import { DEFAULT_WHEN_FULL, type WhenFull } from './whenFull'

/** A choice with another `whenFull`. The default one is not named in it. */
export function withWhenFull(choice: GenerationChoice, whenFull: WhenFull): GenerationChoice {
  const { whenFull: before, ...rest } = choice
  if (before === whenFull) return choice
  return whenFull === DEFAULT_WHEN_FULL ? rest : { ...rest, whenFull }
}
