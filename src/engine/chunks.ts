/** Prompt tokens that are read between two looks at the abort signal. Each size is a multiple of every smaller one. */
export const CHUNK_SIZES = [16, 32, 64, 128, 256, 512] as const
export type ChunkSize = (typeof CHUNK_SIZES)[number]

/**
 * How a prompt is cut: from the token `from` on, in chunks of `size`. Begins at 0; `from` rises, `size` falls, because a chunk takes the
 * longer the more was read before it. Each `from` is a multiple of the size before it.
 */
export type Chunks = readonly { readonly from: number; readonly size: ChunkSize }[]

/** The size of the chunk that token `at` falls into. */
export const sizeAt = (chunks: Chunks, at: number): ChunkSize => chunks.findLast(({ from }) => from <= at)?.size ?? CHUNK_SIZES[0]

/**
 * Where the reading that is at token `at` pauses next. The cuts lie at the same tokens wherever the reading begins, so that the same
 * prompt is always read in the same pieces.
 */
export function nextCut(chunks: Chunks, at: number): number {
  const size = sizeAt(chunks, at)
  return (Math.floor(at / size) + 1) * size
}
