import { sep } from 'node:path'
import type { FolderReader } from './folderReader'

const PATIENCE = 5_000 // ms
/** For the headers of a whole model, on a disk that answers slowly. */
const HEADER_PATIENCE = 30_000 // ms

/** The disk does not answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** Calls `task` after so many milliseconds; returns what cancels it. */
export type After = (ms: number, task: () => void) => () => void

/**
 * `inner`, each question answered in seconds or rejected with NoAnswer. A disk that does not answer (a network place that is gone) is not
 * asked again below that path before it has answered, or `inner` has given it up: then the next question finds it well. However many such
 * places there are, all others are asked. `onAnswer`: one that did not answer has.
 */
export function answeringReader(inner: FolderReader, after: After, onAnswer: () => void = () => undefined): FolderReader {
  const silent = new Set<string>()
  const isSilent = (path: string): boolean => [...silent].some((other) => path === other || path.startsWith(other + sep))

  const within = <T>(ms: number, answer: Promise<T>, onSilence: () => void): Promise<T> =>
    new Promise((resolve, reject) => {
      const cancel = after(ms, () => {
        onSilence()
        reject(new NoAnswer())
      })
      void answer.finally(cancel).then(resolve, reject)
    })

  const ask = async <T>(path: string, question: () => Promise<T>): Promise<T> => {
    if (isSilent(path)) throw new NoAnswer()
    const answer = question()
    const answered = (): void => {
      silent.delete(path)
      onAnswer()
    }
    return within(PATIENCE, answer, () => {
      silent.add(path)
      void answer.then(answered, (thrown: unknown) => (thrown instanceof NoAnswer ? void silent.delete(path) : answered()))
    })
  }

  /** A header that takes long says nothing of its disk. */
  const read = async <T>(path: string, question: () => Promise<T>): Promise<T> => {
    if (isSilent(path)) throw new NoAnswer()
    return within(HEADER_PATIENCE, question(), () => undefined)
  }

  return {
    items: (path) => ask(path, () => inner.items(path)),
    look: (path) => ask(path, () => inner.look(path)),
    head: (path, bytes) => ask(path, () => inner.head(path, bytes)),
    inspect: (path) => read(path, () => inner.inspect(path)),
    shape: (path) => read(path, () => inner.shape(path))
  }
}
