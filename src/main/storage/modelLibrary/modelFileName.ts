const EXTENSION = /\.gguf$/i
const PART = /-(\d{5})-of-(\d{5})$/
// Q8_0, Q4_K_M, Q4_0_4_4, IQ2_XS, TQ1_0, MXFP4, BF16 … between separators.
const QUANTIZATION = /(?<=^|[-._ ])(?:I?Q[1-8](?:_(?:K|XXS|XS|S|M|L|XL|NL|\d))*|TQ\d_\d|MXFP\d|NVFP\d|BF16|FP?16|FP?32)(?=$|[-._ ])/gi
// Control characters, and those that turn the direction of writing: a name could otherwise pass for another.
const INVISIBLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

export const isModelFileName = (fileName: string): boolean => EXTENSION.test(fileName)

/** A file name as it can be shown. */
export const visibleName = (fileName: string): string => fileName.replaceAll(INVISIBLE, '')

/** Which part of a model in several files a file is, by its name; null for a model in one. `nameOf`: the name of another part. */
export function partOf(fileName: string): { part: number; parts: number; nameOf: (part: number) => string } | null {
  const extension = EXTENSION.exec(fileName)?.[0] ?? ''
  const stem = fileName.slice(0, fileName.length - extension.length)
  const [whole, part, parts] = PART.exec(stem) ?? []
  if (whole === undefined || Number(part) < 1 || Number(parts) < Number(part)) return null
  const base = stem.slice(0, -whole.length)
  return {
    part: Number(part),
    parts: Number(parts),
    nameOf: (other) => `${base}-${String(other).padStart(5, '0')}-of-${parts}${extension}`
  }
}

/** What a file name says about the model. */
export function parseModelFileName(fileName: string): { name: string; quantization: string | null } {
  const stem = visibleName(fileName).replace(EXTENSION, '')
  const whole = stem.replace(PART, '')
  const found = [...whole.matchAll(QUANTIZATION)].at(-1)
  const name = found ? whole.slice(0, found.index).replace(/[-._ ]+$/, '') + whole.slice(found.index + found[0].length) : whole
  return {
    name: name.trim() || whole,
    quantization: found ? found[0].toUpperCase() : null
  }
}
