import * as z from 'zod'

/** `folder`: below the models folder, with `/`; null for the models folder itself. */
const folder = z.string().nullable()

/**
 * What kept the models folder from being read as a whole. notAFolder: a file has its place. linksToItself: a link that leads nowhere else.
 * unresponsive: the disk or the network place does not answer. tooMany, tooDeep: what is beyond the limit was not looked at.
 */
const modelsFolderProblem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal(['notAFolder', 'linksToItself']) }),
  z.object({ kind: z.literal(['unreadable', 'unresponsive']), folder }),
  z.object({ kind: z.literal(['tooMany', 'tooDeep']), limit: z.number().int() })
])
export type ModelsFolderProblem = z.infer<typeof modelsFolderProblem>

/** How far the list of models is. While `listing`, it says what was known before. */
export const modelListing = z.object({ status: z.enum(['listing', 'listed']), problems: z.array(modelsFolderProblem) })
export type ModelListing = z.infer<typeof modelListing>
