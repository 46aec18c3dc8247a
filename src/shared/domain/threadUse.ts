import * as z from 'zod'

const threads = z.number().int().min(1).max(1024)

/**
 * Threads that computed one generation on the CPU: those that read its prompt, and for each number that wrote, how many tokens. The first
 * token of a reply is computed with the end of its prompt and may not be counted.
 */
export const threadUse = z.object({
  reading: threads,
  writing: z
    .array(z.object({ threads, tokens: z.number().int().min(1) }))
    .max(1024)
    .readonly()
})
export type ThreadUse = z.infer<typeof threadUse>
