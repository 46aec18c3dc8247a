import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { StorageFailure } from '../../core/errors/storageFailure'
import { conversationDatabase } from './conversationDatabase'
import { isDamage, translateDriverError } from './driverError'
import { withKnownConversation } from './knownConversation'
import { openDatabase } from './openDatabase'
import type { Operation, OperationInput, OperationOutput, Operations, Request, Trouble, WorkerMessage, WorkerStart } from './protocol'

// The one thread that talks to SQLite: searches, backups and slow disks never hold up the main process, IPC or Stop.

function troubleOf(thrown: unknown): Trouble {
  const translated = translateDriverError(thrown)
  if (translated instanceof StorageFailure) return { kind: 'failure', code: translated.code, detail: translated.detail }
  if (translated instanceof Error) return { kind: 'bug', message: translated.message, stack: translated.stack ?? '' }
  return { kind: 'bug', message: String(translated), stack: '' }
}

const reading: readonly Operation[] = ['list', 'readConversation', 'readHead', 'readEnded', 'listUnfinished', 'readText', 'readDraft']

function run<N extends Operation>(operations: Operations, { operation, input }: Request<N>): OperationOutput<N> {
  const work: (...input: OperationInput<N>) => OperationOutput<N> = operations[operation]
  return work(...input)
}

function serve(port: MessagePort, { folder }: WorkerStart): void {
  const post = (message: WorkerMessage): void => port.postMessage(message)
  const log = { warn: (message: string): void => post({ kind: 'log', level: 'warn', message }) }
  const { database, setAside, suspect } = openDatabase(folder, log)
  const operations = withKnownConversation(conversationDatabase(database, log))

  port.on('message', (request: Request) => {
    try {
      post({ kind: 'done', id: request.id, value: run(operations, request) })
    } catch (thrown) {
      // A chat that cannot be read leaves the others usable; a database that cannot be written is of no use as it is.
      if (isDamage(thrown) && !reading.includes(request.operation)) suspect()
      post({ kind: 'refused', id: request.id, trouble: troubleOf(thrown) })
    } finally {
      if (request.operation === 'close') port.close() // and with it the thread, whatever went wrong
    }
  })
  post({ kind: 'opened', setAside })
}

if (!parentPort) throw new Error('storageWorker runs only as a worker thread')
try {
  serve(parentPort, workerData as WorkerStart)
} catch (thrown) {
  parentPort.postMessage({ kind: 'notOpened', trouble: troubleOf(thrown) } satisfies WorkerMessage)
}
