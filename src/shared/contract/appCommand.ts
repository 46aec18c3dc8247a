import * as z from 'zod'

/** What the native menu and its shortcuts ask of the window. `conversation` carries its place in the list, 1 to 9. */
export const appCommand = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('newChat') }),
  z.object({ kind: z.literal('stop') }),
  z.object({ kind: z.literal('copyLastReply') }),
  z.object({ kind: z.literal('tryAgain') }),
  z.object({ kind: z.literal('toggleSidebar') }),
  z.object({ kind: z.literal('openConversation'), place: z.number().int().min(1).max(9) }),
  z.object({ kind: z.literal('changeTextSize'), to: z.enum(['larger', 'smaller', 'usual']) }),
  z.object({ kind: z.literal('showSettings') }),
  z.object({ kind: z.literal('showShortcuts') })
])
export type AppCommand = z.infer<typeof appCommand>
