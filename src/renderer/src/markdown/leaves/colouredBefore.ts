import type { ColouredCode } from './codeColouring'

/** Characters of source whose colours are kept. Rows that leave the transcript's window and come back have them at once. */
const MOST_KEPT = 300_000

const kept = new Map<string, { code: ColouredCode; length: number }>()
let length = 0

const keyOf = (language: string, source: string): string => `${language}\n${source}`

export function colouredBefore(language: string, source: string): ColouredCode | null {
  const key = keyOf(language, source)
  const found = kept.get(key)
  if (!found) return null
  kept.delete(key)
  kept.set(key, found) // the newest is the last
  return found.code
}

export function keepColours(language: string, source: string, code: ColouredCode): void {
  const key = keyOf(language, source)
  if (kept.has(key) || source.length > MOST_KEPT) return
  kept.set(key, { code, length: source.length })
  length += source.length
  for (const [oldest, entry] of kept) {
    if (length <= MOST_KEPT) return
    kept.delete(oldest)
    length -= entry.length
  }
}
