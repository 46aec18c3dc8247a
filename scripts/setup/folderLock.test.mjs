import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { cannotExercise } from '../exercised.mjs'
import { withFolderLock } from './folderLock.mjs'
import { identify } from './runningProcess.mjs'
import { deferred, testFolder } from './testFolder.mjs'

const lockIn = (folder) => path.join(folder, '.setup-lock')

function idleProcess() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

function leaveLock(folder, owners) {
  fs.mkdirSync(lockIn(folder))
  fs.writeFileSync(path.join(lockIn(folder), 'owners.json'), JSON.stringify(owners))
}

test('a second set-up waits for the first, says for whom, and runs afterwards', async () => {
  const folder = testFolder()
  const order = []
  const first = deferred()
  const waiting = deferred()
  const one = withFolderLock(lockIn(folder), {}, async () => {
    await first.promise
    order.push('first')
  })
  const two = withFolderLock(lockIn(folder), { onWait: waiting.resolve }, async () => order.push('second'))
  expect(await waiting.promise).toBe(process.pid)
  first.resolve()
  await Promise.all([one, two])
  expect(order).toEqual(['first', 'second'])
  expect(fs.readdirSync(folder)).toEqual([])
})

test('who takes the lock while it is being released keeps it, and its release does not fail', async () => {
  const folder = testFolder()
  const lock = lockIn(folder)
  const remove = fs.rmSync
  const isTaken = () => fs.existsSync(path.join(lock, 'owners.json'))
  vi.spyOn(fs, 'rmSync').mockImplementation((target, options) => {
    // The moment in which its content is gone and the folder is not: a folder may be renamed over an empty one.
    for (const name of fs.readdirSync(target)) remove(path.join(target, name))
    if (!isTaken()) {
      const prepared = fs.mkdtempSync(`${lock}.`)
      fs.writeFileSync(path.join(prepared, 'owners.json'), JSON.stringify([identify(process.pid)]))
      fs.renameSync(prepared, lock)
    }
    remove(target, options)
  })
  onTestFinished(() => void vi.restoreAllMocks())
  expect(await withFolderLock(lock, {}, async () => 'done')).toBe('done')
  expect(isTaken()).toBe(true)
  expect(fs.readdirSync(folder)).toEqual([path.basename(lock)])
})

test('a lock that another process reads at this moment, as Windows refuses to move it then, is released a moment later', async () => {
  const folder = testFolder()
  const rename = fs.renameSync
  let refusals = 3
  vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    if (from === lockIn(folder) && refusals-- > 0) throw Object.assign(new Error('refused'), { code: 'EPERM' })
    rename(from, to)
  })
  onTestFinished(() => void vi.restoreAllMocks())
  expect(await withFolderLock(lockIn(folder), {}, async () => 'done')).toBe('done')
  expect(fs.readdirSync(folder)).toEqual([])
})

test('the lock of a killed process is taken over', async () => {
  const folder = testFolder()
  const child = idleProcess()
  const owner = identify(child.pid)
  child.kill('SIGKILL')
  await once(child, 'exit')
  leaveLock(folder, [owner])
  expect(await withFolderLock(lockIn(folder), {}, async () => 'done')).toBe('done')
  expect(fs.readdirSync(folder)).toEqual([])
})

test('the lock of a killed process stays closed while the npm it started goes on', async () => {
  const folder = testFolder()
  const killed = idleProcess()
  const npm = idleProcess()
  leaveLock(folder, [identify(killed.pid), identify(npm.pid)])
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  const waiting = deferred()
  const work = withFolderLock(lockIn(folder), { onWait: waiting.resolve }, async () => npm.killed)
  expect(await waiting.promise).toBe(npm.pid)
  npm.kill('SIGKILL')
  expect(await work).toBe(true)
})

test('a process that got the number of a dead one does not hold its lock', async (context) => {
  const reason = cannotExercise('linux') // elsewhere nothing tells processes of one number apart
  context.skip(reason !== undefined, reason)
  const folder = testFolder()
  const child = idleProcess()
  const owner = identify(child.pid)
  leaveLock(folder, [{ ...owner, startTime: '1' }])
  expect(await withFolderLock(lockIn(folder), {}, async () => 'done')).toBe('done')
})

test('the lock is free again after a failure', async () => {
  const folder = testFolder()
  const failing = withFolderLock(lockIn(folder), {}, async () => {
    throw new Error('broken')
  })
  await expect(failing).rejects.toThrow('broken')
  expect(fs.readdirSync(folder)).toEqual([])
})
