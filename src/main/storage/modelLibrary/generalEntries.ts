// The beginning of a GGUF file: "GGUF" version:u32 tensors:u64 entries:u64, then key type value for each entry (see ggufExtent.ts).

const FIRST_ENTRY = 24
const STRING = 8
const ARRAY = 9

/** How to read a value of each type with a fixed size. */
const readers = new Map<number, readonly [bytes: number, read: (head: Buffer, at: number) => number]>([
  [0, [1, (head, at) => head.readUInt8(at)]],
  [1, [1, (head, at) => head.readInt8(at)]],
  [2, [2, (head, at) => head.readUInt16LE(at)]],
  [3, [2, (head, at) => head.readInt16LE(at)]],
  [4, [4, (head, at) => head.readUInt32LE(at)]],
  [5, [4, (head, at) => head.readInt32LE(at)]],
  [6, [4, (head, at) => head.readFloatLE(at)]],
  [7, [1, (head, at) => head.readUInt8(at)]],
  [10, [8, (head, at) => Number(head.readBigUInt64LE(at))]],
  [11, [8, (head, at) => Number(head.readBigInt64LE(at))]],
  [12, [8, (head, at) => head.readDoubleLE(at)]]
])

/** The texts and numbers that a file's first entries say of the model, as far as they are in `head`. Of damaged bytes: what stands before. */
export function generalEntries(head: Buffer): ReadonlyMap<string, string | number> {
  const entries = new Map<string, string | number>()
  if (head.toString('latin1', 0, 4) !== 'GGUF') return entries
  const reader = new HeadReader(head, FIRST_ENTRY)
  try {
    for (;;) {
      const key = reader.text()
      const value = reader.value(reader.u32())
      if (key.startsWith('general.') && value !== null) entries.set(key, value)
    }
  } catch (thrown) {
    if (thrown instanceof RangeError) return entries // the end of what is there, or a length that cannot be
    throw thrown
  }
}

/** Throws a RangeError behind the end. */
class HeadReader {
  readonly #head: Buffer
  #at: number

  constructor(head: Buffer, at: number) {
    this.#head = head
    this.#at = at
  }

  u32(): number {
    return this.#head.readUInt32LE(this.#skip(4))
  }

  text(): string {
    const length = Number(this.#head.readBigUInt64LE(this.#skip(8)))
    const at = this.#skip(length)
    return this.#head.toString('utf8', at, at + length)
  }

  /** Null for a list, which is passed over. */
  value(type: number): string | number | null {
    if (type === STRING) return this.text()
    if (type === ARRAY) return this.#list()
    const [bytes, read] = readers.get(type) ?? [Infinity, () => 0]
    return read(this.#head, this.#skip(bytes))
  }

  #list(): null {
    const type = this.u32()
    const count = Number(this.#head.readBigUInt64LE(this.#skip(8)))
    for (let n = 0; n < count; n++) this.value(type)
    return null
  }

  #skip(bytes: number): number {
    if (this.#at + bytes > this.#head.length) throw new RangeError('behind the end of the head')
    this.#at += bytes
    return this.#at - bytes
  }
}
