import type { ByteReader } from './byteReader'

// GGUF 2 and 3, https://github.com/ggml-org/ggml/blob/master/docs/gguf.md:
//   "GGUF" version:u32 tensors:u64 entries:u64 | entries: key type value | tensors: name dimensions type offset | padding | data

/** The header says something that no model says. */
export class NonsenseHeader extends Error {
  override readonly name = 'NonsenseHeader'
}

// A header comes from anywhere: these are far above what models have, and keep a hostile one from taking memory or time.
export const MAX_COUNT = 1_000_000
const MAX_ELEMENTS = 10_000_000
export const MAX_NAME = 65_535
const MAX_HEADER = 256 * 2 ** 20
const MAX_DIMENSIONS = 8
const MAX_NESTING = 4

const ALIGNMENT = 'general.alignment'
const SPLIT_NUMBER = 'split.no'

const STRING = 8
const ARRAY = 9
const UINT32 = 4
const UINT16 = 2
/** Bytes of a value of each type with a fixed size. */
const valueBytes = new Map([
  [0, 1],
  [1, 1],
  [UINT16, 2],
  [3, 2],
  [UINT32, 4],
  [5, 4],
  [6, 4],
  [7, 1],
  [10, 8],
  [11, 8],
  [12, 8]
])

/** Elements in a block, and bytes of a block, of each of ggml's tensor types. */
// prettier-ignore
const blocks = new Map<number, readonly [elements: number, bytes: number]>([
  [0, [1, 4]], [1, [1, 2]], [2, [32, 18]], [3, [32, 20]], [6, [32, 22]], [7, [32, 24]], [8, [32, 34]], [9, [32, 36]],
  [10, [256, 84]], [11, [256, 110]], [12, [256, 144]], [13, [256, 176]], [14, [256, 210]], [15, [256, 292]],
  [16, [256, 66]], [17, [256, 74]], [18, [256, 98]], [19, [256, 50]], [20, [32, 18]], [21, [256, 110]], [22, [256, 82]],
  [23, [256, 136]], [24, [1, 1]], [25, [1, 2]], [26, [1, 4]], [27, [1, 8]], [28, [1, 8]], [29, [256, 56]], [30, [1, 2]],
  [34, [256, 54]], [35, [256, 66]], [39, [32, 17]]
])

export interface GgufExtent {
  /** That the file must have for all its tensors to be in it. A tensor of an unknown type counts as nothing. */
  readonly bytes: number
  /** Which file of a model in several files it is, from 1 on; null where it does not say. */
  readonly part: number | null
}

/**
 * What the header says of the file's size and place; null where the version is not known here. Throws NonsenseHeader, or EndOfFile when the header itself is cut off.
 */
export async function ggufExtent(reader: ByteReader): Promise<GgufExtent | null> {
  reader.skip(4)
  const version = await reader.u32()
  if (version !== 2 && version !== 3) return null
  const tensors = below(await reader.u64(), MAX_COUNT)
  const entries = below(await reader.u64(), MAX_COUNT)
  let alignment = 32
  let part: number | null = null
  for (let n = 0; n < entries; n++) {
    const entry = await readEntry(reader)
    if (entry?.key === ALIGNMENT) alignment = entry.value
    if (entry?.key === SPLIT_NUMBER) part = entry.value + 1
  }
  if (tensors === 0) return { bytes: reader.position, part } // the first of several files may hold nothing else, and then need not be padded
  let end = 0
  for (let n = 0; n < tensors; n++) end = Math.max(end, await readTensorEnd(reader))
  return { bytes: Math.ceil(reader.position / alignment) * alignment + end, part }
}

/** Passes over one key and its value. Returns it where it is one of those that are needed. */
async function readEntry(reader: ByteReader): Promise<{ key: string; value: number } | null> {
  const key = (await reader.take(below(await reader.u64(), MAX_NAME))).toString('latin1')
  const type = await reader.u32()
  if (key === SPLIT_NUMBER && type === UINT16) return { key, value: (await reader.take(2)).readUInt16LE() }
  if (key !== ALIGNMENT || type !== UINT32) {
    await skipValue(reader, type, 0)
    return null
  }
  const value = below(await reader.u32(), MAX_NAME)
  if (value === 0) throw new NonsenseHeader()
  return { key, value }
}

export async function skipValue(reader: ByteReader, type: number, nesting: number): Promise<void> {
  below(reader.position, MAX_HEADER)
  const fixed = valueBytes.get(type)
  if (fixed !== undefined) return reader.skip(fixed)
  if (type === STRING) return reader.skip(below(await reader.u64(), MAX_HEADER))
  if (type !== ARRAY || nesting === MAX_NESTING) throw new NonsenseHeader()
  await skipElements(reader, await reader.u32(), await reader.u64(), nesting)
}

/** Passes over the elements of an array. */
export async function skipElements(reader: ByteReader, elementType: number, elements: number, nesting: number): Promise<void> {
  const count = below(elements, MAX_ELEMENTS)
  const elementBytes = valueBytes.get(elementType)
  if (elementBytes !== undefined) return reader.skip(count * elementBytes)
  if (elementType === STRING) return reader.skipStrings(count, (length) => below(reader.position + length, MAX_HEADER))
  for (let n = 0; n < count; n++) await skipValue(reader, elementType, nesting + 1)
}

/** The end of one tensor, in bytes from the beginning of the data. */
async function readTensorEnd(reader: ByteReader): Promise<number> {
  reader.skip(below(await reader.u64(), MAX_NAME))
  const dimensions = below(await reader.u32(), MAX_DIMENSIONS)
  let elements = 1
  for (let n = 0; n < dimensions; n++) elements *= await reader.u64()
  const [blockElements, blockBytes] = blocks.get(await reader.u32()) ?? [1, 0]
  const offset = await reader.u64()
  return below(offset + Math.ceil(elements / blockElements) * blockBytes, Number.MAX_SAFE_INTEGER)
}

export function below(value: number, limit: number): number {
  if (value > limit) throw new NonsenseHeader()
  return value
}
