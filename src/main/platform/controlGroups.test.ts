import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { freeInGroups } from './controlGroups'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'hearth-groups-'))))
afterEach(() => rm(folder, { recursive: true }))

/** The system's files, by their path. */
async function freeWith(membership: string, files: Record<string, string>): Promise<number> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), `${text}\n`)
  }
  await writeFile(join(folder, 'cgroup'), membership)
  return freeInGroups(join(folder, 'cgroup'), folder)
}

it('a group of version 2 has its limit less what is used, without pages of files that can be given back', async () => {
  const free = await freeWith('0::/user.slice/app\n', {
    'user.slice/app/memory.max': '4000000000',
    'user.slice/app/memory.current': '3000000000',
    'user.slice/app/memory.stat': 'anon 1000000000\ninactive_file 1500000000\nactive_file 500000000'
  })
  expect(free).toBe(2_500_000_000)
})

it('a group of version 1 counts the same under other names', async () => {
  const free = await freeWith('9:cpu,cpuacct:/x\n4:memory:/x\n0::/\n', {
    'memory/x/memory.limit_in_bytes': '2000000000',
    'memory/x/memory.usage_in_bytes': '500000000',
    'memory/x/memory.stat': 'inactive_file 1\ntotal_inactive_file 100000000'
  })
  expect(free).toBe(1_600_000_000)
})

it('the group above may have less left than the own one', async () => {
  const free = await freeWith('0::/a/b\n', {
    'a/memory.max': '1000000000',
    'a/memory.current': '900000000',
    'a/b/memory.max': '800000000',
    'a/b/memory.current': '100000000'
  })
  expect(free).toBe(100_000_000)
})

it('in a container, where the path is that of the computer, the group at the top counts', async () => {
  const files = { 'memory.max': '1000000000', 'memory.current': '400000000' }
  expect(await freeWith('0::/kubepods/pod1/container\n', files)).toBe(600_000_000)
})

it('without a limit, or without such files, there is no limit', async () => {
  expect(await freeWith('0::/a\n', { 'a/memory.max': 'max', 'a/memory.current': '900000000' })).toBe(Infinity)
  expect(await freeWith('0::/none\n', {})).toBe(Infinity)
  expect(await freeWith('', {})).toBe(Infinity)
  expect(await freeInGroups(join(folder, 'nothing'), folder)).toBe(Infinity)
})

it('nothing is left where more is used than the limit allows', async () => {
  expect(await freeWith('0::/a\n', { 'a/memory.max': '100', 'a/memory.current': '200' })).toBe(0)
})
