import type { Log } from '../../core/errors/log'
import { NoAnswer, type After } from './answeringReader'
import type { DiskAnswer, DiskQuestion } from './diskQuestion'
import { diskReader, type FolderReader } from './folderReader'

/** The threads of a process that reads: as many questions as can wait in it for disks that do not answer. */
export const READING_THREADS = 128
/** From so many unanswered questions on, new ones go to a new process: there are threads left then for those that are being answered. */
const MOST_OPEN = 96
/** A process that nobody waits for is ended so long after its last answer: it takes 25 MB, and another is started in a tenth of a second. */
const KEPT_IDLE = 5_000 // ms
/** One that waits is ended so long after its last question, with whatever waits in it: a disk that did not answer is then asked again. */
const KEPT_WAITING = 60_000 // ms

/** A process on the entry file `diskProcess`. */
interface DiskProcess {
  send(message: object): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
  kill(): void
}

interface ProcessReaderPorts {
  /** Files that are asked in main: Hearth's own, without which nothing works. A process would keep the first model waiting. */
  own: readonly string[]
  start: () => DiskProcess
  after: After
  log: Log
}

/**
 * Asks the disk in a process of its own, which is started when it is needed. A file call on a disk that does not answer holds a thread until
 * it does: in main, a few of them would keep everything else from the disk, and one would keep Hearth from ending.
 */
export function processReader(ports: ProcessReaderPorts): FolderReader {
  let current: Conversation | null = null
  const ask = (question: Omit<DiskQuestion, 'id'>): Promise<unknown> => {
    if (!current?.takesMore) current = new Conversation(ports)
    return current.ask(question)
  }
  const remote: FolderReader = {
    items: (path) => ask({ ask: 'items', path }) as ReturnType<FolderReader['items']>,
    look: (path) => ask({ ask: 'look', path }) as ReturnType<FolderReader['look']>,
    head: async (path, bytes) => Buffer.from((await ask({ ask: 'head', path, bytes })) as string, 'base64'),
    inspect: (path) => ask({ ask: 'inspect', path }) as ReturnType<FolderReader['inspect']>,
    shape: (path) => ask({ ask: 'shape', path }) as ReturnType<FolderReader['shape']>
  }
  const readerOf = (path: string): FolderReader => (ports.own.includes(path) ? diskReader : remote)
  return {
    items: (path) => readerOf(path).items(path),
    look: (path) => readerOf(path).look(path),
    head: (path, bytes) => readerOf(path).head(path, bytes),
    inspect: (path) => readerOf(path).inspect(path),
    shape: (path) => readerOf(path).shape(path)
  }
}

interface Open {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** The questions to one process. */
class Conversation {
  readonly #ports: ProcessReaderPorts
  readonly #process: DiskProcess
  readonly #open = new Map<number, Open>()
  #asked = 0
  #hasEnded = false
  #cancelEnd: () => void = () => undefined

  constructor(ports: ProcessReaderPorts) {
    this.#ports = ports
    this.#process = ports.start()
    this.#process.onMessage((message) => this.#answered(message as DiskAnswer))
    this.#process.onExit(() => this.#exited())
  }

  get takesMore(): boolean {
    return !this.#hasEnded && this.#open.size < MOST_OPEN
  }

  ask(question: Omit<DiskQuestion, 'id'>): Promise<unknown> {
    const id = this.#asked++
    this.#endAfter(KEPT_WAITING)
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve, reject })
      this.#process.send({ id, ...question } satisfies DiskQuestion)
    })
  }

  #answered(answer: DiskAnswer): void {
    const open = this.#open.get(answer.id)
    this.#open.delete(answer.id)
    if ('value' in answer) open?.resolve(answer.value)
    else open?.reject(Object.assign(new Error(answer.failure.message), answer.failure))
    if (this.#open.size === 0) this.#endAfter(KEPT_IDLE)
  }

  #endAfter(ms: number): void {
    this.#cancelEnd()
    this.#cancelEnd = this.#ports.after(ms, () => this.#end())
  }

  #end(): void {
    this.#hasEnded = true
    this.#process.kill()
    this.#rejectAll(() => new NoAnswer())
  }

  #exited(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#cancelEnd()
    this.#ports.log.warn('The process that reads the models folder ended unasked')
    this.#rejectAll(() => Object.assign(new Error('the process that reads has ended'), { code: 'EIO', syscall: 'read' }))
  }

  #rejectAll(error: () => Error): void {
    for (const { reject } of this.#open.values()) reject(error())
    this.#open.clear()
  }
}
