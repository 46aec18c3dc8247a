import * as z from 'zod'

/** A piece of what a model reads or writes. `isMark`: one token that is no text, in its written form. */
const writtenPiece = z.object({ text: z.string(), isMark: z.boolean() })
export type WrittenPiece = z.infer<typeof writtenPiece>

/** From the first token to the last one. */
export const writtenPieces = z.array(writtenPiece)
