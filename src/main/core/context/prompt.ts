import type { Prompt, PromptMessage } from '../../../engine/engine'
import type { MessageId } from '../../../shared/domain/ids'
import type { AssistantMessage, Message } from '../../../shared/domain/message'
import { hasOpenThought } from '../../../shared/domain/thoughts'

/** A message of the person and the replies below it on a branch: what the model reads or leaves out as a whole. */
export interface Turn {
  readonly startId: MessageId
  readonly messages: readonly PromptMessage[]
}

/**
 * Turns of a branch, oldest first. Replies without text (failed, or stopped before the first word) say nothing to the model. What was
 * thought is not read again, but for the last reply: that is the one to continue.
 */
export function turnsOf(branch: readonly Message[]): Turn[] {
  const turns: { startId: MessageId; messages: PromptMessage[] }[] = []
  for (const [index, message] of branch.entries()) {
    if (message.role === 'user') turns.push({ startId: message.id, messages: [{ role: 'user', text: message.text }] })
    else {
      const said = index === branch.length - 1 ? partialMessage(message) : messageOf(message)
      if (said) turns.at(-1)?.messages.push(said)
    }
  }
  return turns
}

const messageOf = ({ role, text }: AssistantMessage): PromptMessage | null => (text.trim() === '' ? null : { role, text })

function partialMessage(reply: AssistantMessage): PromptMessage | null {
  const { role, text, thought } = reply
  if (!thought) return messageOf(reply)
  const isOpen = hasOpenThought(reply)
  return { role, text: isOpen ? '' : text, thought: { text: thought.text, isOpen } }
}

/** Between messages of the person with no reply between them, which the model reads as one. */
export const BETWEEN = '\n\n'

/**
 * What the model reads. Chat formats expect the two roles in turn, so messages of the person with no reply between them become one,
 * with an empty line between: nothing the person wrote is hidden from the model.
 */
export function promptOf(turns: readonly Turn[]): Prompt {
  const prompt: PromptMessage[] = []
  for (const message of turns.flatMap((turn) => turn.messages)) {
    const before = prompt.at(-1)
    if (before?.role === 'user' && message.role === 'user') {
      prompt[prompt.length - 1] = { role: 'user', text: before.text + BETWEEN + message.text }
    } else prompt.push(message)
  }
  return prompt
}

/** `text` null: the prompt as it is. */
export const withSystemMessage = (prompt: Prompt, text: string | null): Prompt =>
  text === null ? prompt : [{ role: 'system', text }, ...prompt]
