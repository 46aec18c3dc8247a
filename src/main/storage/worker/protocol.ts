import type { ConversationIndex } from '../../core/conversations/conversationIndex'
import type { StorageFailureCode } from '../../core/errors/storageFailure'
import type { ConversationStore } from '../../core/conversations/conversationStore'

// Main and the storage thread talk in these messages only. Both ends are derived from the ports: a method that is added there
// exists here at once, and does not compile until both sides know it.

/** One file and one thread serve both ports. */
type Ports = ConversationStore & ConversationIndex

export type Operation = keyof Ports
export type OperationInput<N extends Operation> = Parameters<Ports[N]>
export type OperationOutput<N extends Operation> = Awaited<ReturnType<Ports[N]>>

/** What the thread does for each operation: the ports without their promises. */
export type Operations = { [N in Operation]: (...input: OperationInput<N>) => OperationOutput<N> }

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
