import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

// https://docs.kernel.org/admin-guide/cgroup-v2.html and cgroup-v1/memory.html: a process may use no more than each of its groups has left.

interface GroupFiles {
  readonly limit: string
  readonly used: string
  /** In `memory.stat`: pages of files that were not used for some time and are given back when memory is short. */
  readonly reclaimable: string
}
const version1: GroupFiles = { limit: 'memory.limit_in_bytes', used: 'memory.usage_in_bytes', reclaimable: 'total_inactive_file' }
const version2: GroupFiles = { limit: 'memory.max', used: 'memory.current', reclaimable: 'inactive_file' }

/** Bytes that this process may still use by the limits of its groups; Infinity where there is none. */
export async function freeInGroups(groups = '/proc/self/cgroup', root = '/sys/fs/cgroup'): Promise<number> {
  const lines = ((await textOf(groups)) ?? '').split('\n')
  return Math.min(...(await Promise.all(lines.map((line) => freeByLine(line, root)))))
}

/** `line`: of the list of groups; `0::/path` of version 2, `4:memory:/path` of version 1. */
async function freeByLine(line: string, root: string): Promise<number> {
  const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? []
  if (controllers === undefined || path === undefined) return Infinity
  if (controllers === '') return freeUpwards(root, path, version2)
  return controllers.split(',').includes('memory') ? freeUpwards(join(root, 'memory'), path, version1) : Infinity
}

// In a container the path is that of the computer, of which only the end of the walk is there.
async function freeUpwards(root: string, path: string, files: GroupFiles): Promise<number> {
  const free = await freeIn(join(root, path), files)
  return path === '/' ? free : Math.min(free, await freeUpwards(root, dirname(path), files))
}

async function freeIn(folder: string, files: GroupFiles): Promise<number> {
  const [limit, used, stat] = await Promise.all([files.limit, files.used, 'memory.stat'].map((name) => textOf(join(folder, name))))
  const reclaimable = Number(new RegExp(`^${files.reclaimable} (\\d+)$`, 'm').exec(stat ?? '')?.[1] ?? 0)
  const free = Number(limit) - Number(used) + reclaimable
  return limit === null || used === null || Number.isNaN(free) ? Infinity : Math.max(0, free) // `max`: no limit
}

async function textOf(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch {
    return null // no such group here
  }
}
