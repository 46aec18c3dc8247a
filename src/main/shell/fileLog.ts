import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../core/ports/log'

const LARGEST = 2_000_000 // bytes; then the file becomes hearth.old.log and a new one begins

/** `logs/hearth.log` in the data folder, copied to standard error in development. A log that cannot be written costs nothing else. */
export function openFileLog(folder: string, isEchoed: boolean): Log {
  const file = join(folder, 'hearth.log')
  try {
    mkdirSync(folder, { recursive: true })
    if (statSync(file).size > LARGEST) renameSync(file, join(folder, 'hearth.old.log'))
  } catch {
    // No log yet.
  }
  const stream = createWriteStream(file, { flags: 'a' })
  stream.on('error', () => undefined)
  const write = (level: string, text: string): void => {
    const line = `${new Date().toISOString()} ${level} ${text}\n`
    stream.write(line)
    if (isEchoed) process.stderr.write(line)
  }
  return {
    info: (message) => write('info', message),
    warn: (message) => write('warn', message),
    error: (message, thrown) => write('error', `${message}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`)
  }
}
