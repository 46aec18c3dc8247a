import { expect } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

interface ProcessEntry {
  pid: number
  parent: number
}

/** Whether a process with this id is there and is not merely waiting to be reaped. */
export function isAlive(pid: number): boolean {
  try {
    if (process.platform === 'linux') return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Its words with spaces between them; empty when it has ended meanwhile, and on Windows, where reading them is expensive. */
export function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return process.platform === 'win32' ? '' : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

/** All processes below `pid`, as the system lists them; none on Windows. */
export function childrenOf(pid: number): number[] {
  const all = listProcesses()
  const below = new Set<number>([pid])
  // A set is walked in the order of adding, what is added meanwhile included.
  for (const above of below) for (const { pid: child, parent } of all) if (parent === above) below.add(child)
  below.delete(pid)
  return [...below]
}

/** Signals a process at the moment it is there. `isWanted` is asked with its id and its parent's. */
export async function signalWhenThere(isWanted: (pid: number, parent: number) => boolean, signal: NodeJS.Signals): Promise<void> {
  const find = (): number | undefined => listProcesses().find(({ pid, parent }) => isWanted(pid, parent))?.pid
  let found: number | undefined
  await expect.poll(() => (found = find()), { intervals: [5], timeout: 30_000 }).toBeDefined()
  if (found !== undefined) process.kill(found, signal)
}

function listProcesses(): ProcessEntry[] {
  if (process.platform === 'win32') return []
  if (process.platform !== 'linux') return parse(execFileSync('ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' }))
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [{ pid: Number(name), parent: Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]) }]
      } catch {
        return [] // it ended while the list was read
      }
    })
}

const parse = (lines: string): ProcessEntry[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0]) => ({ pid, parent }))
