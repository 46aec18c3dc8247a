import type { AssistantMessage, ReplyPart } from './message'

/** What a reply has so far. */
type Written = Pick<AssistantMessage, 'text' | 'thought'>

/** Whether a part that was begun last has added nothing. */
const isIdle = (part: ReplyPart, { text, thought }: Written): boolean =>
  part.from >= text.length && part.thoughtFrom >= (thought?.text.length ?? 0)

/** The parts of a reply whose generation has ended. One that added nothing is kept only where there is no other: it tells who was asked. */
export function settledParts({ parts, ...written }: Written & Pick<AssistantMessage, 'parts'>): ReplyPart[] {
  const last = parts.at(-1)
  return last && parts.length > 1 && isIdle(last, written) ? parts.slice(0, -1) : [...parts]
}

/** The parts of a reply that another generation goes on with now. */
export function withNewPart(
  { parts, ...written }: Written & Pick<AssistantMessage, 'parts'>,
  made: Omit<ReplyPart, 'from' | 'thoughtFrom' | 'repeatsFrom'>
): ReplyPart[] {
  const kept = parts.filter((part, index) => index < parts.length - 1 || !isIdle(part, written))
  return [...kept, { ...made, from: written.text.length, thoughtFrom: written.thought?.text.length ?? 0, repeatsFrom: null }]
}

/** The names of the models that wrote a reply, in their order; a model that goes on with its own part is named once. */
export const authorsOf = (parts: readonly ReplyPart[]): string[] =>
  parts.map(({ modelName }) => modelName).filter((name, index, all) => name !== all[index - 1])

/** A piece of a text, in UTF-16 units. */
export interface TextRange {
  readonly from: number
  readonly to: number
}

/** The pieces of a reply's text that only repeat what stands before them, in their order. */
export function repeatedRanges({ text, parts }: Pick<AssistantMessage, 'text' | 'parts'>): TextRange[] {
  return parts.flatMap(({ repeatsFrom }, index) => {
    const to = Math.min(parts[index + 1]?.from ?? text.length, text.length)
    return repeatsFrom !== null && repeatsFrom < to ? [{ from: repeatsFrom, to }] : []
  })
}
