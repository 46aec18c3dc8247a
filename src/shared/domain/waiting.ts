import type { AssistantMessage, Message, UserMessage } from './message'

/** A message of the person that waits for its turn, and the reply that will be made for it. */
export interface WaitingMessage {
  readonly question: UserMessage
  readonly reply: AssistantMessage
}

/** Whether a reply waits for its turn with nothing in it: not one that waits to be continued. */
export const neverBegan = ({ status, text, thought }: AssistantMessage): boolean =>
  status.kind === 'queued' && text === '' && thought === null

/** The messages of a conversation that wait, in the order of their turns. One that has another reply already does not wait: only that reply does. */
export function waitingMessages(messages: readonly Message[]): WaitingMessage[] {
  const replies = messages.filter((message) => message.role === 'assistant')
  const repliesTo = new Map<string, number>()
  for (const { parentId } of replies) repliesTo.set(parentId, (repliesTo.get(parentId) ?? 0) + 1)
  const questions = new Map(messages.filter((message) => message.role === 'user').map((message) => [message.id, message]))
  return replies
    .filter((reply) => neverBegan(reply) && repliesTo.get(reply.parentId) === 1)
    .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
    .flatMap((reply) => {
      const question = questions.get(reply.parentId)
      return question ? [{ question, reply }] : []
    })
}
