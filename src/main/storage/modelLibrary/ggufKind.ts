// The beginning of a GGUF file: "GGUF" version:u32 tensors:u64 entries:u64, then key type value for each entry (see ggufExtent.ts).

const STRING = 8
const FIRST_ENTRY = 24

/** `general.type` of files that go with a model and are none: adapters, importance matrices, projectors for pictures and sound. */
const OTHER_TYPES = ['adapter', 'imatrix', 'mmproj', 'clip-vision', 'vocab']
/** `general.architecture` of projectors that were written before there was a type. */
const OTHER_ARCHITECTURES = ['clip']

/**
 * Whether a file says in its first entries that it is something else than a model that writes. `head`: its first bytes. What cannot be
 * read is left to the load, which says what is wrong.
 */
export function isOtherKind(head: Buffer): boolean {
  for (const [key, value] of firstStrings(head)) {
    if (key === 'general.type') return OTHER_TYPES.includes(value)
    if (key === 'general.architecture' && OTHER_ARCHITECTURES.includes(value)) return true
  }
  return false
}

/** The text entries that the file begins with, as far as they are in `head`. */
function* firstStrings(head: Buffer): Generator<readonly [key: string, value: string]> {
  if (head.toString('latin1', 0, 4) !== 'GGUF') return
  let at = FIRST_ENTRY
  const text = (): string | null => {
    if (at + 8 > head.length) return null
    const length = Number(head.readBigUInt64LE(at))
    if (at + 8 + length > head.length) return null
    at += 8 + length
    return head.toString('utf8', at - length, at)
  }
  for (;;) {
    const key = text()
    if (key === null || at + 4 > head.length) return
    const type = head.readUInt32LE(at)
    at += 4
    if (type !== STRING) {
      const bytes = fixedBytes(type)
      if (bytes === null) return // a list: the names and types stand before it
      at += bytes
      continue
    }
    const value = text()
    if (value === null) return
    yield [key, value]
  }
}

const fixedBytes = (type: number): number | null => [1, 1, 2, 2, 4, 4, 4, 1, null, null, 8, 8, 8][type] ?? null
