import type { Prompt, PromptMessage } from '../engine'

/** A piece of a rendered prompt that is text and no mark, in the order of the prompt, and how many tokens it became. */
export interface PlainText {
  readonly text: string
  readonly tokens: number
}

/**
 * How many tokens the text of each message became, its thought included. A piece is looked for in the messages from the last one that had any,
 * behind what was found in it: texts may come in several pieces, trimmed, and twice. What is in no message was written by the template.
 */
export function tokensOfTexts(prompt: Prompt, plain: readonly PlainText[]): number[] {
  const written = prompt.map(textOf)
  const counts = prompt.map(() => 0)
  let message = 0
  let from = 0
  for (const { text, tokens } of plain) {
    if (text === '') continue
    for (let other = message; other < written.length; other++) {
      const place = written[other]?.indexOf(text, other === message ? from : 0) ?? -1
      if (place === -1) continue
      message = other
      from = place + text.length
      counts[other] = (counts[other] ?? 0) + tokens
      break
    }
  }
  return counts
}

const textOf = ({ text, thought }: PromptMessage): string => (thought ? `${thought.text}\0${text}` : text)
