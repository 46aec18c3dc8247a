import { expect } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'

// Processes as /proc lists them: the stories that look at them run on Linux.

/** Whether a process with this id is there and is not merely waiting to be buried. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** Its words with spaces between them; empty when it has ended meanwhile. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

/** All processes below `pid`. */
export function childrenOf(pid: number): number[] {
  const parents = parentsOfAll()
  const below = new Set<number>([pid])
  for (let grew = true; grew;) {
    grew = false
    for (const [child, parent] of parents) {
      if (below.has(parent) && !below.has(child)) {
        below.add(child)
        grew = true
      }
    }
  }
  below.delete(pid)
  return [...below]
}

/** Signals a process at the moment it is there. `isWanted` is asked with its id and its parent's. */
export async function signalWhenThere(isWanted: (pid: number, parent: number) => boolean, signal: NodeJS.Signals): Promise<void> {
  const find = (): number | undefined => [...parentsOfAll()].find(([pid, parent]) => isWanted(pid, parent))?.[0]
  let found: number | undefined
  await expect.poll(() => (found = find()), { intervals: [5], timeout: 30_000 }).toBeDefined()
  if (found !== undefined) process.kill(found, signal)
}

function parentsOfAll(): Map<number, number> {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]))
    } catch {
      // It ended while the list was read.
    }
  }
  return parents
}
