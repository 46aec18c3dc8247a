import * as z from 'zod'

/** Prompt tokens that are evaluated between two looks at the abort signal. Each size is a multiple of every smaller one. */
export const CHUNK_SIZES = [16, 32, 64, 128, 256, 512] as const
export const chunkSize = z.literal(CHUNK_SIZES)
export type ChunkSize = z.infer<typeof chunkSize>

/**
 * How a prompt is cut: from the token `from` on, in chunks of `size`. The first `from` is 0; they rise, and each is a multiple of its own
 * size and of the size before it. While a model is loaded they do not change.
 */
export const chunks = z
  .array(z.object({ from: z.number().int().min(0), size: chunkSize }))
  .min(1)
  .max(256)
  .readonly()
export type Chunks = Readonly<z.infer<typeof chunks>>

/** The size of the chunk that token `at` falls into. */
export const sizeAt = (all: Chunks, at: number): ChunkSize => all.findLast(({ from }) => from <= at)?.size ?? CHUNK_SIZES[0]

/**
 * Where the prefill that is at token `at` pauses next. The cuts lie at the same tokens wherever it begins: only the first piece behind a
 * prefix hit may be shorter than its chunk, and two prefills of a prompt without a prefix hit evaluate the same pieces.
 */
export function nextCut(all: Chunks, at: number): number {
  const size = sizeAt(all, at)
  return (Math.floor(at / size) + 1) * size
}
