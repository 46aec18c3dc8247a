import type { Conversation } from '../../../shared/domain/conversation'
import type { ConversationId } from '../../../shared/domain/ids'
import type { Message } from '../../../shared/domain/message'
import type { ConversationIndex } from '../../core/conversations/conversationIndex'
import type { StorageFailureCode } from '../../core/errors/storageFailure'
import type { ConversationStore } from '../../core/conversations/conversationStore'

// Main and the storage thread talk in these messages only. Both ends are derived from the ports: a method that is added there
// exists here at once, and does not compile until both sides know it.

/**
 * A conversation as the thread sends it: whole, or what was added or replaced since the answer that main names, in the order in which it was added.
 * `stamp` names this answer; null: the next one has to be whole.
 */
export type ConversationRead =
  | { kind: 'whole'; conversation: Conversation; messages: Message[]; stamp: number | null }
  | { kind: 'changes'; conversation: Conversation; changed: Message[]; stamp: number }

/** One file and one thread serve both ports. */
type StorePorts = ConversationStore & ConversationIndex
type Ports = Omit<StorePorts, 'readConversation'> & {
  /** `stamp`: of the last answer about this conversation that main still has. */
  readConversation(id: ConversationId, stamp: number | null): Promise<ConversationRead | null>
}

export type Operation = keyof Ports
export type OperationInput<N extends Operation> = Parameters<Ports[N]>
export type OperationOutput<N extends Operation> = Awaited<ReturnType<Ports[N]>>

type Synchronous<P extends Record<keyof P, (...input: never[]) => unknown>> = {
  [N in keyof P]: (...input: Parameters<P[N]>) => Awaited<ReturnType<P[N]>>
}

/** What the thread does for each operation: the ports without their promises. */
export type Operations = Synchronous<Ports>

/** The same on the database alone, which knows nothing of what main has. */
export type DatabaseOperations = Synchronous<StorePorts> & {
  /** Those of the conversation that are there, in the order in which they were added; null where one of them cannot be read. */
  readMessages(id: ConversationId, ids: readonly string[]): Message[] | null
  /** Those that cannot be read too. */
  countMessages(id: ConversationId): number
}

/** `folder`: absolute path of the data folder. */
export interface WorkerStart {
  folder: string
}

/** The result or failure carries the same `id`. Requests are served one after the other, in the order they came. */
export interface Request<N extends Operation = Operation> {
  id: number
  operation: N
  input: OperationInput<N>
}

/** What went wrong, in a form that survives the way between threads. */
export type Trouble = { kind: 'failure'; code: StorageFailureCode; detail: string } | { kind: 'bug'; message: string; stack: string }

/** The thread's first message other than `log` is `opened` or `notOpened`; after `notOpened` it ends by itself. */
export type WorkerMessage =
  | { kind: 'opened'; setAside: string | null }
  | { kind: 'notOpened'; trouble: Trouble }
  | { kind: 'done'; id: number; value: unknown }
  | { kind: 'refused'; id: number; trouble: Trouble }
  | { kind: 'log'; level: 'info' | 'warn'; message: string }
