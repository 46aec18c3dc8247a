import { open } from 'node:fs/promises'

const BYTES = 32_000

/** The last lines of a log file, at most `most`; empty where it cannot be read. */
export async function logTail(path: string, most: number): Promise<string[]> {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      const start = Math.max(0, size - BYTES)
      const { buffer, bytesRead } = await file.read(Buffer.alloc(BYTES), 0, BYTES, start)
      const lines = buffer.toString('utf8', 0, bytesRead).trimEnd().split('\n')
      return lines.slice(start > 0 ? 1 : 0).slice(-most) // the first one is not whole
    } finally {
      await file.close()
    }
  } catch {
    return [] // a report without a log is still a report
  }
}
