const u32 = (value: number): Buffer => Buffer.from(new Uint32Array([value]).buffer)
const u64 = (value: number): Buffer => Buffer.from(new BigUint64Array([BigInt(value)]).buffer)
const text = (value: string): Buffer => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)])

/** The beginning of a GGUF file with these entries: a text, or a number of 32 bits. */
export function gguf(entries: readonly (readonly [key: string, value: string | number])[]): Buffer {
  const written = entries.map(([key, value]) =>
    Buffer.concat(typeof value === 'string' ? [text(key), u32(8), text(value)] : [text(key), u32(4), u32(value)])
  )
  return Buffer.concat([Buffer.from('GGUF'), u32(3), u64(0), u64(entries.length), ...written])
}
