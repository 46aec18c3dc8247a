import type { AssistantMessage } from './message'

type Reply = Pick<AssistantMessage, 'text' | 'thought' | 'status'>

/** Whether a reply says anything: blank lines say nothing, and a thought is no answer. */
export const hasAnswer = ({ text }: Pick<Reply, 'text'>): boolean => text.trim() !== ''

/** Whether a reply has a thought and no answer to it: blank lines are none. */
export const isOnlyThought = ({ text, thought }: Pick<Reply, 'text' | 'thought'>): boolean => thought !== null && !hasAnswer({ text })

/**
 * Whether the model is in the middle of its thought, or was when the reply was cut: *Continue* then goes on in it. Nothing is stored for it:
 * a thought is closed by the first text of the answer, or by a model that ends the reply without one.
 */
export const hasOpenThought = (reply: Reply): boolean =>
  isOnlyThought(reply) && !(reply.status.kind === 'complete' && reply.status.reason === 'finished')
