const u32 = (value: number): Buffer => Buffer.from(new Uint32Array([value]).buffer)
const u64 = (value: number): Buffer => Buffer.from(new BigUint64Array([BigInt(value)]).buffer)
const text = (value: string): Buffer => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)])

type Value = string | number | { u16: number }

/** The beginning of a GGUF file with these entries: a text, or a number, of 32 bits where nothing else is said. */
export function gguf(entries: readonly (readonly [key: string, value: Value])[]): Buffer {
  const written = entries.map(([key, value]) => Buffer.concat([text(key), ...typed(value)]))
  return Buffer.concat([Buffer.from('GGUF'), u32(3), u64(0), u64(entries.length), ...written])
}

function typed(value: Value): Buffer[] {
  if (typeof value === 'string') return [u32(8), text(value)]
  if (typeof value === 'number') return [u32(4), u32(value)]
  return [u32(2), Buffer.from(new Uint16Array([value.u16]).buffer)]
}
