import { tensorBytes, tensorTypes, type TensorType } from './ggufFile'
import type { RandomBits } from './randomBits'

export const bytesOf = (values: Float32Array): Uint8Array => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
export const ones = (count: number): Uint8Array => bytesOf(new Float32Array(count).fill(1))
export const zeros = (type: TensorType, count: number): Uint8Array => new Uint8Array(tensorBytes(type, count))

/** The 16 bits of a half-precision float; magnitudes below its normal range become 0. */
function halfBits(value: number): number {
  const bits = new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0
  const sign = (bits >>> 16) & 0x8000
  const exponent = ((bits >>> 23) & 0xff) - 127 + 15
  if (exponent <= 0) return sign
  return exponent >= 31 ? sign | 0x7c00 : sign | (exponent << 10) | ((bits >>> 13) & 0x3ff)
}

/** Random weights with about this standard deviation. Quantized types get random quants and one scale for all blocks. */
export function randomWeights(type: TensorType, count: number, deviation: number, random: RandomBits): Uint8Array {
  const limit = deviation * Math.sqrt(3)
  if (type === 'F32') return bytesOf(Float32Array.from({ length: count }, () => random.fraction() * limit))
  if (type === 'F16') {
    const halves = Uint16Array.from({ length: count }, () => halfBits(random.fraction() * limit))
    return new Uint8Array(halves.buffer)
  }
  const data = new Uint8Array(tensorBytes(type, count))
  const view = new DataView(data.buffer)
  for (let at = 0; at + 4 <= data.length; at += 4) view.setUint32(at, random.next(), true)
  const scale = halfBits(limit / (type === 'Q8_0' ? 127 : 8))
  for (let at = 0; at < data.length; at += tensorTypes[type].bytes) view.setUint16(at, scale, true)
  return data
}
