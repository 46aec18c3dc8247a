const BLOCK = 4_000
const SEARCH = 4_000

/**
 * Cuts a long text into blocks that are laid out one by one, so that a pasted book costs no more than what of it is in view. A cut comes after a
 * line break where there is one, else after white space, and never inside a character. Joined they are the text.
 */
export function textBlocks(text: string): string[] {
  if (text.length < 2 * BLOCK) return [text]
  const blocks: string[] = []
  let start = 0
  while (text.length - start > BLOCK + SEARCH) {
    const end = cutAfter(text, start + BLOCK)
    blocks.push(text.slice(start, end))
    start = end
  }
  return [...blocks, text.slice(start)]
}

function cutAfter(text: string, from: number): number {
  const line = text.indexOf('\n', from)
  if (line >= 0 && line < from + SEARCH) return line + 1
  const space = text.slice(from, from + SEARCH).search(/\s/)
  if (space >= 0 && text.charAt(from + space) !== '\r') return from + space + 1
  let at = from
  while (at < from + SEARCH && isInsideCharacter(text.charAt(at))) at++
  return at
}

/** Combining marks, joiners and the second half of a surrogate pair. */
const isInsideCharacter = (unit: string): boolean => /^(\p{M}|\u200d|[\udc00-\udfff])$/u.test(unit)
