import { sep } from 'node:path'
import type { FolderReader } from './folderReader'

const PATIENCE = 5_000 // ms

/** Unanswered questions that are put up with. Each one keeps a thread of Node's pool, which has four, until the disk answers. */
const MOST_UNANSWERED = 2

/** The disk does not answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** Calls `task` after so many milliseconds; returns what cancels it. */
type After = (ms: number, task: () => void) => () => void

/**
 * `inner`, one question at a time, each answered in five seconds or rejected with NoAnswer. A disk that does not answer (a network place
 * that is gone) is not asked again below that path before it has answered: then the next question finds it well.
 */
export function answeringReader(inner: FolderReader, after: After): FolderReader {
  const unanswered = new Set<string>()
  let turn: Promise<unknown> = Promise.resolve()

  const isUnanswered = (path: string): boolean =>
    unanswered.size >= MOST_UNANSWERED || [...unanswered].some((other) => path === other || path.startsWith(other + sep))

  function inTime<T>(path: string, ask: () => Promise<T>): Promise<T> {
    if (isUnanswered(path)) throw new NoAnswer()
    return new Promise((resolve, reject) => {
      const cancel = after(PATIENCE, () => {
        unanswered.add(path)
        reject(new NoAnswer())
      })
      void ask()
        .then(resolve, reject)
        .finally(() => {
          cancel()
          unanswered.delete(path)
        })
    })
  }

  function inTurn<T>(path: string, ask: () => Promise<T>): Promise<T> {
    const answer = turn.then(() => inTime(path, ask))
    turn = answer.catch(() => undefined)
    return answer
  }

  return {
    items: (path) => inTurn(path, () => inner.items(path)),
    look: (path) => inTurn(path, () => inner.look(path)),
    head: (path, bytes) => inTurn(path, () => inner.head(path, bytes))
  }
}
