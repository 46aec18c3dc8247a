import type { DiskAnswer, DiskQuestion } from './diskQuestion'
import { diskReader } from './folderReader'

// The process that reads the models folder. It may hang on a disk that does not answer, and is ended then: main itself never asks such a disk.

interface ParentPort {
  postMessage(message: unknown): void
  on(name: 'message', listener: (event: { data: unknown }) => void): void
}

async function valueOf({ ask, path, bytes = 0 }: DiskQuestion): Promise<unknown> {
  if (ask === 'head') return (await diskReader.head(path, bytes)).toString('base64')
  return diskReader[ask](path)
}

async function answer(question: DiskQuestion): Promise<DiskAnswer> {
  const { id } = question
  try {
    return { id, value: await valueOf(question) }
  } catch (thrown) {
    const { message, code, syscall } = thrown as NodeJS.ErrnoException
    return { id, failure: { message, ...(code !== undefined && { code }), ...(syscall !== undefined && { syscall }) } }
  }
}

const port = (process as { parentPort?: ParentPort }).parentPort
if (port) {
  port.on('message', ({ data }) => void answer(data as DiskQuestion).then((message) => port.postMessage(message)))
} else {
  process.on('message', (data) => void answer(data as DiskQuestion).then((message) => process.send?.(message)))
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL')) // main is gone; `process.exit` would wait for the disk
  // Ctrl+C and the end of a desktop session reach every process of Hearth; main decides what happens then.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
}
