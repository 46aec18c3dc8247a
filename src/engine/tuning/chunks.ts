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
 * Where the prefill that is at token `at` pauses next. The cuts lie at the same tokens wherever a prefill begins. Two prefills of one
 * prompt without a prefix hit therefore evaluate the same pieces, and one that begins at a cut evaluates those that follow it. A prefix hit
 * may end inside a piece: that prefill begins in the middle of it, and its pieces are the same only from the next cut on.
 */
export function nextCut(all: Chunks, at: number): number {
  const size = sizeAt(all, at)
  return (Math.floor(at / size) + 1) * size
}

/** Tokens `at` up to `end`, without `end`, evaluated at once. */
interface Piece {
  readonly at: number
  readonly end: number
  /** The size of the chunk where the piece is all of it; null where a prefix hit or the end of the prompt lies inside the chunk. */
  readonly whole: ChunkSize | null
}

/** The pieces that a prefill of the tokens `from` up to `to`, without `to`, is evaluated in. */
export function* piecesOf(all: Chunks, from: number, to: number): Generator<Piece, void> {
  for (let at = from; at < to;) {
    const [size, end] = [sizeAt(all, at), Math.min(nextCut(all, at), to)]
    yield { at, end, whole: end - at === size ? size : null }
    at = end
  }
}
