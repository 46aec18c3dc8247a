import { sep } from 'node:path'
import type { FolderReader } from './folderReader'
import { KnownDevices } from './knownDevices'

const PATIENCE = 5_000 // ms

/** Unanswered questions that are put up with. Each one keeps a thread of Node's pool, which has four, until the disk answers. */
const MOST_UNANSWERED = 3

/** The disk does not answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** Calls `task` after so many milliseconds; returns what cancels it. */
type After = (ms: number, task: () => void) => () => void

/** A listing may wait long for a place that does not answer. Looking for one model does not wait for it. */
export interface AnsweringReaders {
  readonly listing: FolderReader
  readonly finding: FolderReader
}

/**
 * `inner`, each of the two one question at a time, each question answered in five seconds or rejected with NoAnswer. A disk that does not
 * answer (a network place that is gone) is not asked again below that path before it has answered: then the next question finds it well.
 * Where many places are silent, others are not asked either, as they may be so too; but the `own` paths always are, and what is known to
 * lie on a device of theirs that answers.
 */
export function answeringReaders(inner: FolderReader, own: readonly string[], after: After): AnsweringReaders {
  const questions = new Questions(own, after)
  const disk = questions.devices.watch(inner)
  const reader = (): FolderReader => {
    const inTurn = queue()
    return {
      items: (path) => inTurn(() => questions.ask(path, () => disk.items(path))),
      look: (path) => inTurn(() => questions.ask(path, () => disk.look(path))),
      head: (path, bytes) => inTurn(() => questions.ask(path, () => disk.head(path, bytes)))
    }
  }
  return { listing: reader(), finding: reader() }
}

class Questions {
  readonly devices = new KnownDevices()
  readonly #own: readonly string[]
  readonly #after: After
  /** The paths, with their devices where these are known. */
  readonly #unanswered = new Map<string, string | undefined>()
  /** Of the questions that may take the last thread there is for them, one at a time is asked. */
  readonly #inTurn = queue()

  constructor(own: readonly string[], after: After) {
    this.#own = own
    this.#after = after
  }

  async ask<T>(path: string, ask: () => Promise<T>): Promise<T> {
    if (this.#isSilent(path)) throw new NoAnswer()
    if (this.#isTrusted(path) || this.#unanswered.size < MOST_UNANSWERED - 1) return this.#askInTime(path, ask)
    return this.#inTurn(() => {
      if (this.#isSilent(path) || this.#unanswered.size >= MOST_UNANSWERED) throw new NoAnswer()
      return this.#askInTime(path, ask)
    })
  }

  #askInTime<T>(path: string, ask: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = this.#after(PATIENCE, () => {
        this.#unanswered.set(path, this.devices.of(path))
        reject(new NoAnswer())
      })
      void ask()
        .then(resolve, reject)
        .finally(() => {
          cancel()
          this.#unanswered.delete(path)
        })
    })
  }

  #isSilent(path: string): boolean {
    return [...this.#unanswered.keys()].some((other) => path === other || path.startsWith(other + sep))
  }

  /** That a device of the `own` paths falls silent takes one thread more, not many: it is not trusted then. */
  #isTrusted(path: string): boolean {
    if (this.#own.includes(path)) return true
    const device = this.devices.of(path)
    if (device === undefined || [...this.#unanswered.values()].includes(device)) return false
    return this.#own.some((ownPath) => this.devices.of(ownPath) === device)
  }
}

/** Calls one task after the other. */
function queue(): <T>(task: () => Promise<T>) => Promise<T> {
  let turn: Promise<unknown> = Promise.resolve()
  return (task) => {
    const answer = turn.then(task)
    turn = answer.catch(() => undefined)
    return answer
  }
}
