import type { Prompt, PromptMessage } from '../engine'

/** A piece of a rendered prompt that is text and no mark, in the order of the prompt, and how many tokens it became. */
export interface PlainText {
  readonly text: string
  readonly tokens: number
}

/** Messages behind the last one that had a piece in which the next one is looked for: one that is quoted further on has it not. */
const AHEAD = 2

/**
 * How many tokens the text of each message became, its thought included. A piece is looked for in the messages from the last one that had any,
 * behind what was found in it: texts may come in several pieces, trimmed, and twice. One that is the texts of two messages together, as
 * templates make that know no system message, is shared between them by their lengths. What is in no message was written by the template.
 */
export function tokensOfTexts(prompt: Prompt, plain: readonly PlainText[]): number[] {
  const messages = prompt.flatMap((message, place) => (textOf(message) === '' ? [] : [{ place, text: textOf(message) }]))
  const counts = prompt.map(() => 0)
  const add = (place: number | undefined, tokens: number): void => {
    if (place !== undefined) counts[place] = (counts[place] ?? 0) + tokens
  }
  let at = 0
  let from = 0
  for (const { text, tokens } of plain) {
    if (text === '') continue
    const near = messages.slice(at, at + 1 + AHEAD)
    const found = near.findIndex((message, ahead) => message.text.includes(text, ahead === 0 ? from : 0))
    if (found >= 0) {
      from = (near[found]?.text.indexOf(text, found === 0 ? from : 0) ?? 0) + text.length
      at += found
      add(near[found]?.place, tokens)
      continue
    }
    const [first, second] = near
    if (!first || !second || counts[first.place] !== 0 || !isPartOf(first.text, text) || !isPartOf(second.text, text)) continue
    const ofFirst = Math.round((tokens * first.text.length) / (first.text.length + second.text.length))
    add(first.place, ofFirst)
    add(second.place, tokens - ofFirst)
    at += 1
    from = second.text.length
  }
  return counts
}

const isPartOf = (part: string, whole: string): boolean => part.trim() !== '' && whole.includes(part.trim())

const textOf = ({ text, thought }: PromptMessage): string => (thought ? `${thought.text}\0${text}` : text)
