import type { Prompt } from '../engine'

/** A word with the space before it is one token; white space at the end is one more. Joined they are the text. */
export const wordsOf = (text: string): readonly string[] => text.match(/\s*\S+|\s+$/gu) ?? []

/** What stands before and behind a thought. */
export const THOUGHT = '<thought>'
export const THOUGHT_END = '<thought end>'

/** In front of what the template was given, and behind each part of a prompt. */
export const VALUES = '<values>'
export const MESSAGE_END = '<end>'

/** All that is no text. */
export const MARKS: ReadonlySet<string> = new Set([THOUGHT, THOUGHT_END, '<system>', '<user>', '<assistant>', VALUES, MESSAGE_END])

/** Every message between two marks of one token each; the last one stays open for the reply, and so does its thought where it is open. */
export function promptTokens(prompt: Prompt, tokenize: (text: string) => readonly string[]): string[] {
  const tokens = prompt.flatMap(({ role, text, thought }) => {
    const thoughts = thought ? [THOUGHT, ...tokenize(thought.text), ...(thought.isOpen ? [] : [THOUGHT_END])] : []
    return [`<${role}>`, ...thoughts, ...tokenize(text), MESSAGE_END]
  })
  return prompt.at(-1)?.role === 'assistant' ? tokens.slice(0, -1) : [...tokens, '<assistant>']
}

/** How many of the first tokens are the same. */
export function commonLength(a: readonly string[], b: readonly string[]): number {
  const different = a.findIndex((token, index) => token !== b[index])
  return different === -1 ? a.length : different
}
