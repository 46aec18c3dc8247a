import { open } from 'node:fs/promises'
import type { ModelShape } from '../../core/models/modelShape'
import { systemCode } from '../fileFailure'
import { ByteReader, EndOfFile } from './byteReader'
import { below, MAX_COUNT, MAX_NAME, NonsenseHeader, skipElements, skipValue } from './ggufExtent'

const UINT32 = 4
const INT32 = 5
const STRING = 8
const ARRAY = 9
const UINT64 = 10
/** More layers than any model has. */
const MAX_LAYERS = 10_000
const MAX_SIZE = 1e9
const TOKENS = 'tokenizer.ggml.tokens'

/** `length`, and the sum of whole numbers: of an array. `sum` null where it holds no whole numbers, or more than there are layers. */
type Value = number | string | { readonly length: number; readonly sum: number | null }
type Values = ReadonlyMap<string, Value>

/** Reads no more than the header's metadata. Null where it is damaged, or does not say all that is needed. */
export async function readModelShape(path: string): Promise<ModelShape | null> {
  try {
    const handle = await open(path)
    try {
      const { size } = await handle.stat()
      return await readShape(new ByteReader(handle, size))
    } finally {
      await handle.close()
    }
  } catch (thrown) {
    if (thrown instanceof EndOfFile || thrown instanceof NonsenseHeader || systemCode(thrown) !== null) return null
    throw thrown
  }
}

async function readShape(reader: ByteReader): Promise<ModelShape | null> {
  if ((await reader.take(4)).toString('latin1') !== 'GGUF') return null
  const version = await reader.u32()
  if (version !== 2 && version !== 3) return null
  await reader.u64()
  const entries = below(await reader.u64(), MAX_COUNT)
  const values = new Map<string, Value>()
  for (let n = 0; n < entries; n++) {
    const key = (await reader.take(below(await reader.u64(), MAX_NAME))).toString('latin1')
    const type = await reader.u32()
    if (key === TOKENS && type === ARRAY) {
      const [elementType, length] = [await reader.u32(), await reader.u64()]
      values.set(key, { length, sum: null })
      const shape = shapeOf(values)
      if (shape) return shape // a vocabulary takes long to pass over, and what is behind it is seldom needed
      await skipElements(reader, elementType, length, 0)
    } else {
      const value = await readValue(reader, type)
      if (value !== null) values.set(key, value)
    }
  }
  return shapeOf(values)
}

async function readValue(reader: ByteReader, type: number): Promise<Value | null> {
  if (type === UINT32 || type === INT32) return reader.u32()
  if (type === UINT64) return reader.u64()
  if (type === ARRAY) return readArray(reader, await reader.u32(), await reader.u64())
  if (type !== STRING) {
    await skipValue(reader, type, 0)
    return null
  }
  const length = await reader.u64()
  if (length <= MAX_NAME) return (await reader.take(length)).toString('latin1')
  reader.skip(length)
  return null
}

async function readArray(reader: ByteReader, type: number, length: number): Promise<Value> {
  if ((type !== UINT32 && type !== INT32) || length > MAX_LAYERS) {
    await skipElements(reader, type, length, 0)
    return { length, sum: null }
  }
  let sum = 0
  for (let n = 0; n < length; n++) sum += await reader.u32()
  return { length, sum }
}

function shapeOf(values: Values): ModelShape | null {
  const architecture = values.get('general.architecture')
  if (typeof architecture !== 'string') return null
  const of = (key: string): Value | undefined => values.get(`${architecture}.${key}`)
  const number = (key: string): number => numberOf(of(key))
  const layers = number('block_count')
  const embedding = number('embedding_length')
  const heads = perLayer(of('attention.head_count'), layers)
  const tokens = values.get(TOKENS)
  const shape = {
    trainedContext: number('context_length'),
    embedding,
    feedForward: perLayer(of('feed_forward_length') ?? 4 * embedding, layers), // where it is left out, experts have their own
    vocabulary: typeof tokens === 'object' ? tokens.length : number('vocab_size'),
    heads,
    keyValueHeads: Math.ceil(perLayer(of('attention.head_count_kv') ?? heads, layers) * layers),
    keyLength: numberOf(of('attention.key_length') ?? Math.ceil(embedding / heads)),
    valueLength: numberOf(of('attention.value_length') ?? Math.ceil(embedding / heads))
  }
  return Object.values(shape).every((each) => each > 0 && each < MAX_SIZE) ? shape : null
}

/** NaN for what is no number: the shape is then not known. */
const numberOf = (value: Value | undefined): number => (typeof value === 'number' ? value : NaN)

/** The mean where a model has another number in each layer. */
function perLayer(value: Value | undefined, layers: number): number {
  return typeof value === 'object' ? (value.sum ?? NaN) / layers : numberOf(value)
}
