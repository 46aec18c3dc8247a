import { renameSync } from 'node:fs'
import { systemCode } from '../fileFailure'

/** Milliseconds between two tries; 150 in all. The thread waits: a setting is saved before the call returns. */
const WAITS = [10, 20, 40, 80]
/** What Windows says while another program, mostly a virus scanner, has the file open. */
const passing: readonly unknown[] = ['EPERM', 'EBUSY', 'EACCES']

interface RenameMeans {
  platform: NodeJS.Platform
  rename: (from: string, to: string) => void
  wait: (milliseconds: number) => void
}

const ofTheSystem: RenameMeans = {
  platform: process.platform,
  rename: renameSync,
  wait: (milliseconds) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

/**
 * Renames `from` to `to`, which it replaces. Throws the system's error; on Windows only once it has not passed within a fifth of a second.
 */
export function renameOver(from: string, to: string, { platform, rename, wait } = ofTheSystem): void {
  const waits = platform === 'win32' ? WAITS : []
  for (const milliseconds of waits) {
    try {
      return rename(from, to)
    } catch (thrown) {
      if (!passing.includes(systemCode(thrown))) throw thrown
      wait(milliseconds)
    }
  }
  rename(from, to)
}
