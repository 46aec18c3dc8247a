import { hasEnded } from './hasEnded'
import type { AssistantMessage } from './message'

/** Whether the text of a reply that is being written is to be shown only once it is complete. */
export const isHeldBack = (reply: AssistantMessage): boolean => !hasEnded(reply) && reply.parts.at(-1)?.settings?.showWhenComplete === true

/** What may be seen of it: of one that is held back what earlier parts wrote. */
export const visibleText = (reply: AssistantMessage): string =>
  isHeldBack(reply) ? reply.text.slice(0, reply.parts.at(-1)?.from) : reply.text
