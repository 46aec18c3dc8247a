import * as z from 'zod'

const threads = z.number().int().min(1).max(1024)

/** Threads that computed one generation on the CPU: those that read its prompt, and for each number that wrote, how many tokens. */
export const threadUse = z.object({
  reading: threads,
  writing: z.array(z.object({ threads, tokens: z.number().int().min(1) })).max(1024)
})
export type ThreadUse = z.infer<typeof threadUse>
