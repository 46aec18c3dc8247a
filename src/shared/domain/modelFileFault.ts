import * as z from 'zod'

/** What a file that is no GGUF model seems to be, by its first bytes. */
export const lookalike = z.enum(['zip', 'pdf', 'gzip', 'html', 'lfsPointer', 'json', 'safetensors', 'unknown'])
export type Lookalike = z.infer<typeof lookalike>

/**
 * What is wrong with a model file that is there. `startsWith`: its first characters as far as they can be read, null when not even one can.
 * truncated: sizes in bytes; `neededBytes` null when the file ends before it says. nonsense: the header contradicts itself.
 * refused: the engine could not load it and says no more. endsEngine: the engine's process ended each time it loaded it.
 * partMissing: one of `parts` files that belong together is not there. wrongPart: where file `part` of them should be is file `found`.
 */
export const modelFileFault = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal(['directory', 'inaccessible', 'empty', 'nonsense', 'refused', 'endsEngine']) }),
  z.object({ kind: z.literal('partMissing'), parts: z.number().int() }),
  z.object({ kind: z.literal('wrongPart'), part: z.number().int(), parts: z.number().int(), found: z.number().int() }),
  z.object({ kind: z.literal('notGguf'), lookalike, startsWith: z.string().nullable() }),
  z.object({ kind: z.literal('truncated'), bytes: z.number().int().min(0), neededBytes: z.number().int().min(0).nullable() })
])
export type ModelFileFault = z.infer<typeof modelFileFault>

/** For the mark of a model in the list: what is wrong with it in one word. That a file is missing has a mark of its own. */
export const modelFaultKind = z.enum([
  'directory',
  'inaccessible',
  'empty',
  'nonsense',
  'refused',
  'endsEngine',
  'wrongPart',
  'notGguf',
  'truncated'
] satisfies Exclude<ModelFileFault['kind'], 'partMissing'>[])
export type ModelFaultKind = z.infer<typeof modelFaultKind>
