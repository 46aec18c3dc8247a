import type { MessageId } from '../../../../shared/domain/ids'
import type { AssistantMessage, Message } from '../../../../shared/domain/message'
import { variantsOf } from '../../../../shared/domain/messageTree'
import { authorsOf } from '../../../../shared/domain/replyParts'

/** The variants of each reply of a branch that has others. */
export function variantsIn(messages: readonly Message[], branch: readonly Message[]): ReadonlyMap<MessageId, readonly Message[]> {
  const children = new Map<MessageId | null, number>()
  for (const { parentId } of messages) children.set(parentId, (children.get(parentId) ?? 0) + 1)
  const withOthers = branch.filter(({ role, parentId }) => role === 'assistant' && (children.get(parentId) ?? 0) > 1)
  return new Map(withOthers.map((message) => [message.id, variantsOf(messages, message)] as const))
}

/** The replies of a branch that another model wrote than the one before, the first one included. */
export function repliesOfNewAuthors(branch: readonly Message[]): ReadonlySet<MessageId> {
  const found = new Set<MessageId>()
  let before: string | undefined
  for (const { id, parts } of branch.filter((message): message is AssistantMessage => message.role === 'assistant')) {
    const authors = authorsOf(parts.filter(({ modelName }) => modelName !== ''))
    if (authors[0] !== undefined && authors[0] !== before) found.add(id)
    before = authors.at(-1) ?? before
  }
  return found
}

/** The places of the rows in the page: from `first` up to `end`, and those that are kept for what is selected in them. */
export function mountedPlaces(branch: readonly Message[], first: number, end: number, kept: ReadonlySet<MessageId>): readonly number[] {
  if (kept.size === 0) return Array.from({ length: Math.max(0, end - first) }, (_, place) => first + place)
  return branch.flatMap(({ id }, place) => ((place >= first && place < end) || kept.has(id) ? [place] : []))
}
