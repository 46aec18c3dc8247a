/** What a model writes: its thoughts, or the text of its reply. */
export interface Written {
  readonly kind: 'thought' | 'text'
  readonly text: string
}

/**
 * Stands in front of a mark that is a token of the vocabulary, so that a text which only spells the mark is told from it. It is no character
 * of any text.
 */
export const TOKEN = '\uFFFF'

/** Where what is written begins: a new reply, a thought that the prompt opened, a thought or a text that is continued. */
export type Beginning = 'start' | 'opened' | 'thought' | 'text'

/** Splits what a model writes, in pieces of any length. Nothing is held back longer than until it is clear what it is. */
export interface ThoughtSplitter {
  /** Of what was added last: `thought` up to the mark that ends a thought. */
  readonly kind: Written['kind']
  /** Whether what is written next is thought, or text of the reply; in a format with headers it may be neither. */
  readonly next: Written['kind'] | null
  add(text: string): readonly Written[]
  /** While `next` is `thought`: the thought ends here, as if the mark that closes it had come. */
  closeThought(): void
  /** What was held back; nothing is added afterwards. */
  end(): readonly Written[]
}

/** The length of the longest beginning of `mark` that `text` ends with; the whole mark does not count. */
export function begunMark(text: string, mark: string): number {
  for (let length = Math.min(mark.length - 1, text.length); length > 0; length--) if (text.endsWith(mark.slice(0, length))) return length
  return 0
}
