import { Worker } from 'node:worker_threads'
import { assertNever } from '../../shared/assertNever'
import { StorageFailure } from '../core/errors/storageFailure'
import type { Log } from '../core/errors/log'
import type { Operation, OperationInput, OperationOutput, Request, Trouble, WorkerMessage, WorkerStart } from './worker/protocol'

export interface StorageThreadOptions {
  /** Absolute path of the data folder. It must exist. */
  folder: string
  /** The built `worker/storageWorker.ts`. */
  workerUrl: URL
  log: Log
}

export interface StorageThread {
  /**
   * The name under which a damaged database was set aside, or null. Rejects with what kept the database from opening; the thread is gone
   * then.
   */
  opened: Promise<string | null>
  call: <N extends Operation>(operation: N, ...input: OperationInput<N>) => Promise<OperationOutput<N>>
  /** Resolves when the thread is gone, and with it its hold on the file. */
  ended: Promise<void>
}

interface Waiting {
  resolve: (value: never) => void
  reject: (reason: Error) => void
}

/** Starts the thread of storageWorker.ts. Should it die, all that waits for it and all that comes later rejects with `writeFailed`. */
export function startStorageThread({ folder, workerUrl, log }: StorageThreadOptions): StorageThread {
  const worker = new Worker(workerUrl, { workerData: { folder } satisfies WorkerStart, name: 'storage' })
  const waiting = new Map<number, Waiting>()
  const opening = deferred<string | null>()
  let requests = 0
  let hasEnded = false

  function take(id: number): Waiting {
    const found = waiting.get(id)
    waiting.delete(id)
    if (!found) throw new Error(`The storage thread returned a result for ${id}, which was not requested`)
    return found
  }

  worker.on('message', (message: WorkerMessage) => {
    switch (message.kind) {
      case 'opened':
        return opening.resolve(message.setAside)
      case 'notOpened':
        return void ended.then(() => opening.reject(errorOf(message.trouble)))
      case 'done':
        return take(message.id).resolve(message.value as never)
      case 'refused':
        return take(message.id).reject(errorOf(message.trouble))
      case 'log':
        return log[message.level](message.message)
      default:
        return assertNever(message)
    }
  })
  worker.on('error', (thrown) => log.error('The storage thread failed', thrown))

  const ended = new Promise<void>((resolve) => worker.once('exit', resolve)).then(() => {
    hasEnded = true
    for (const { reject } of waiting.values()) reject(threadEnded())
    waiting.clear()
    // A turn of the loop later: where the thread has sent the reason, that message rejects first.
    setImmediate(() => opening.reject(threadEnded()))
  })

  return {
    opened: opening.promise,
    ended,
    call: (operation, ...input) =>
      new Promise((resolve, reject) => {
        if (hasEnded) throw threadEnded()
        const id = ++requests
        waiting.set(id, { resolve, reject })
        worker.postMessage({ id, operation, input } satisfies Request)
      })
  }
}

/** What is wrong with everything once the thread is gone. */
export const threadEnded = (): StorageFailure => new StorageFailure('writeFailed', 'The storage thread has ended')

function errorOf(trouble: Trouble): Error {
  if (trouble.kind === 'failure') return new StorageFailure(trouble.code, trouble.detail)
  const error = new Error(trouble.message)
  error.stack = trouble.stack
  return error
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (reason: Error) => void } {
  let settle: { resolve: (value: T) => void; reject: (reason: Error) => void } | undefined
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }))
  if (!settle) throw new Error('A promise runs its executor at once')
  return { promise, ...settle }
}
