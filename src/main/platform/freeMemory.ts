import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { freemem } from 'node:os'
import { promisify } from 'node:util'
import { freeInGroups } from './controlGroups'
import { availableOnLinux, availableOnMac } from './memoryFigures'

/** RAM that could be used now without swapping, in bytes. Null where the system does not say. */
export async function readFreeMemory(platform: NodeJS.Platform = process.platform): Promise<number | null> {
  try {
    if (platform === 'linux') return await onLinux()
    if (platform === 'darwin') return availableOnMac((await promisify(execFile)('/usr/bin/vm_stat', { timeout: 1_000 })).stdout)
    return freemem() // Windows counts what it would take from its caches
  } catch {
    return null // the files or the program of another system: then nothing is known
  }
}

// A container, or a session with a limit, may have less than the computer.
async function onLinux(): Promise<number | null> {
  const [meminfo, inGroups] = await Promise.all([readFile('/proc/meminfo', 'utf8'), freeInGroups()])
  const available = availableOnLinux(meminfo)
  return available === null ? null : Math.min(available, inGroups)
}
