import type { MessageId } from './ids'
import type { Message } from './message'

//   user ── assistant ── user ── assistant            branch: the path from the root to a leaf
//      └─── assistant                                 variants: messages with the same parent, oldest first
//
// Only parentId is stored. Every function is pure and takes the messages of one conversation in any order.

const byAge = (a: Message, b: Message): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)

/** The message, and the others that share its parent, oldest first. */
export function variantsOf(messages: readonly Message[], message: Message): Message[] {
  return messages.filter((other) => other.parentId === message.parentId).sort(byAge)
}

/** The path from the root to `leafId`, root first; empty for null or an unknown id. */
export function branchTo(messages: readonly Message[], leafId: MessageId | null): Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const branch: Message[] = []
  const seen = new Set<MessageId>()
  for (let at = leafId; at !== null && !seen.has(at);) {
    seen.add(at) // a damaged file may hold a cycle; it must not hang the window
    const found = byId.get(at)
    if (!found) break
    branch.push(found)
    at = found.parentId
  }
  return branch.reverse()
}

/** The leaf reached from `id` by always taking the newest child: what is shown when a variant is chosen. */
export function newestLeafUnder(messages: readonly Message[], id: MessageId): MessageId {
  const newestChild = new Map<MessageId, Message>()
  for (const message of messages) {
    if (message.parentId === null) continue
    const known = newestChild.get(message.parentId)
    if (!known || byAge(known, message) < 0) newestChild.set(message.parentId, message)
  }
  const seen = new Set<MessageId>([id])
  let leaf = id
  for (let next = newestChild.get(leaf); next && !seen.has(next.id); next = newestChild.get(leaf)) {
    leaf = next.id
    seen.add(leaf)
  }
  return leaf
}

/** The ids of `id` and of everything below it. */
export function subtreeOf(messages: readonly Message[], id: MessageId): Set<MessageId> {
  const children = new Map<MessageId | null, MessageId[]>()
  for (const message of messages) {
    const siblings = children.get(message.parentId)
    if (siblings) siblings.push(message.id)
    else children.set(message.parentId, [message.id])
  }
  const inside = new Set<MessageId>([id])
  // A set is walked in the order of adding, what is added meanwhile included, and takes nothing twice: a cycle ends it.
  for (const parentId of inside) for (const child of children.get(parentId) ?? []) inside.add(child)
  return inside
}
