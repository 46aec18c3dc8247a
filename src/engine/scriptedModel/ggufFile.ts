import fs from 'node:fs'

// GGUF version 3: magic, version, two counts; metadata (key, type, value); tensor descriptions (name, dimensions with the fastest
// first, type, offset); then the data of each tensor, aligned to 32 bytes. All numbers little-endian.

const ALIGNMENT = 32
const align = (offset: number): number => Math.ceil(offset / ALIGNMENT) * ALIGNMENT

/** Metadata types as the format numbers them. */
const valueType = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 } as const

export type MetadataValue =
  | { kind: 'u32' | 'f32'; value: number }
  | { kind: 'bool'; value: boolean }
  | { kind: 'string'; value: string }
  | { kind: 'strings'; value: readonly string[] }
  | { kind: 'f32s' | 'i32s'; value: readonly number[] }

/** Tensor types: their number in the format, values per block, bytes per block. */
export const tensorTypes = {
  F32: { id: 0, block: 1, bytes: 4 },
  F16: { id: 1, block: 1, bytes: 2 },
  Q4_0: { id: 2, block: 32, bytes: 18 },
  Q8_0: { id: 8, block: 32, bytes: 34 }
} as const
export type TensorType = keyof typeof tensorTypes

export const tensorBytes = (type: TensorType, values: number): number => (values / tensorTypes[type].block) * tensorTypes[type].bytes

export interface Tensor {
  readonly name: string
  /** Fastest dimension first. */
  readonly dimensions: readonly number[]
  readonly type: TensorType
  /** Made when it is written, so that only one tensor is in memory. */
  data(): Uint8Array
}

const valuesOf = (tensor: Tensor): number => tensor.dimensions.reduce((product, size) => product * size, 1)

class ByteWriter {
  readonly #parts: Buffer[] = []

  u32(value: number): void {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32LE(value)
    this.#parts.push(bytes)
  }
  u64(value: number): void {
    const bytes = Buffer.alloc(8)
    bytes.writeBigUInt64LE(BigInt(value))
    this.#parts.push(bytes)
  }
  f32(value: number): void {
    this.raw(new Uint8Array(Float32Array.of(value).buffer))
  }
  raw(bytes: Uint8Array): void {
    this.#parts.push(Buffer.from(bytes))
  }
  string(text: string): void {
    const bytes = Buffer.from(text, 'utf8')
    this.u64(bytes.length)
    this.#parts.push(bytes)
  }
  bytes(): Buffer {
    return Buffer.concat(this.#parts)
  }
}

function writeMetadata(writer: ByteWriter, key: string, entry: MetadataValue): void {
  writer.string(key)
  switch (entry.kind) {
    case 'u32':
      writer.u32(valueType.u32)
      return writer.u32(entry.value)
    case 'f32':
      writer.u32(valueType.f32)
      return writer.f32(entry.value)
    case 'bool':
      writer.u32(valueType.bool)
      return writer.raw(Uint8Array.of(entry.value ? 1 : 0))
    case 'string':
      writer.u32(valueType.string)
      return writer.string(entry.value)
    case 'strings':
      writeArrayHead(writer, valueType.string, entry.value.length)
      return entry.value.forEach((text) => writer.string(text))
    case 'f32s':
      writeArrayHead(writer, valueType.f32, entry.value.length)
      return writer.raw(new Uint8Array(Float32Array.from(entry.value).buffer))
    case 'i32s':
      writeArrayHead(writer, valueType.i32, entry.value.length)
      return writer.raw(new Uint8Array(Int32Array.from(entry.value).buffer))
  }
}

function writeArrayHead(writer: ByteWriter, type: number, length: number): void {
  writer.u32(valueType.array)
  writer.u32(type)
  writer.u64(length)
}

/** Writes one GGUF file and returns its size in bytes. */
export function writeGguf(path: string, metadata: Readonly<Record<string, MetadataValue>>, tensors: readonly Tensor[]): number {
  const writer = new ByteWriter()
  writer.raw(Buffer.from('GGUF'))
  writer.u32(3)
  writer.u64(tensors.length)
  writer.u64(Object.keys(metadata).length)
  for (const [key, entry] of Object.entries(metadata)) writeMetadata(writer, key, entry)

  let offset = 0
  const offsets = tensors.map((tensor) => {
    const start = offset
    writer.string(tensor.name)
    writer.u32(tensor.dimensions.length)
    for (const size of tensor.dimensions) writer.u64(size)
    writer.u32(tensorTypes[tensor.type].id)
    writer.u64(start)
    offset = align(start + tensorBytes(tensor.type, valuesOf(tensor)))
    return start
  })

  const head = writer.bytes()
  const dataStart = align(head.length)
  const file = fs.openSync(path, 'w')
  try {
    fs.writeSync(file, head, 0, head.length, 0)
    tensors.forEach((tensor, index) => writeTensor(file, tensor, dataStart + (offsets[index] ?? 0)))
    fs.ftruncateSync(file, dataStart + offset)
  } finally {
    fs.closeSync(file)
  }
  return dataStart + offset
}

function writeTensor(file: number, tensor: Tensor, position: number): void {
  const data = tensor.data()
  const expected = tensorBytes(tensor.type, valuesOf(tensor))
  if (data.length !== expected) throw new Error(`${tensor.name} has ${data.length} bytes, not ${expected}`)
  fs.writeSync(file, data, 0, data.length, position)
}
