import * as z from 'zod'

const threads = z.number().int().min(1).max(1024)

/** For each number of threads, how many tokens. */
const tokensByThreads = z
  .array(z.object({ threads, tokens: z.number().int().min(1) }))
  .max(1024)
  .readonly()

/**
 * Threads that computed one generation on the CPU: those that read what was new of its prompt, and those that wrote. A number for those that read:
 * all of it, as replies kept it while that number did not change. The first token of a reply is computed with the end of its prompt and may not be counted.
 */
export const threadUse = z.object({ reading: z.union([threads, tokensByThreads]), writing: tokensByThreads })
export type ThreadUse = z.infer<typeof threadUse>
