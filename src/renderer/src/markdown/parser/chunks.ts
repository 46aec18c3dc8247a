const SIZE = 32

/** A list in pieces of at most 32: while it grows, all but its last piece stay the same objects and are not rendered again. */
export type Chunks<T> = readonly (readonly T[])[]

export function appended<T>(chunks: Chunks<T>, item: T): Chunks<T> {
  const last = chunks.at(-1)
  return last === undefined || last.length >= SIZE ? [...chunks, [item]] : [...chunks.slice(0, -1), [...last, item]]
}

export const isEmpty = (chunks: Chunks<unknown>): boolean => chunks.length === 0
