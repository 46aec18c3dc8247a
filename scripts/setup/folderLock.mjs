// A mutex between processes: a lock folder that names its owners. It is held as long as one of them runs, because `npm ci` goes on when the
// process that started it is killed.
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { identify, isRunning } from './runningProcess.mjs'

const POLL_MS = 200
const OWNERS = 'owners.json'
const RENAME_TRIES = 20
const RENAME_WAIT_MS = 50

const held = new Set()
process.on('exit', () => held.forEach(release))

/** On Windows a folder or file stays where it is while another process reads it, which each of them does for a moment only. */
function renamePatiently(from, to) {
  for (let tries = 1; ; tries++) {
    try {
      return fs.renameSync(from, to)
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(error.code) || tries === RENAME_TRIES) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RENAME_WAIT_MS)
    }
  }
}

function writeOwners(folder, owners) {
  const temporary = path.join(folder, `${OWNERS}.${process.pid}`)
  fs.writeFileSync(temporary, JSON.stringify(owners))
  renamePatiently(temporary, path.join(folder, OWNERS))
}

function readOwners(folder) {
  try {
    const owners = JSON.parse(fs.readFileSync(path.join(folder, OWNERS), 'utf8'))
    return Array.isArray(owners) ? owners : []
  } catch {
    return [] // removed meanwhile, or not of this format: a lock without owners is stale
  }
}

/** Moves it aside first: another process may rename its own lock over a folder that is being emptied, which would then be removed with it. */
function release(folder) {
  held.delete(folder)
  const aside = `${folder}.released-${randomUUID()}`
  try {
    renamePatiently(folder, aside)
  } catch (error) {
    if (error.code === 'ENOENT') return
    throw error
  }
  fs.rmSync(aside, { recursive: true, force: true })
}

/** Makes the folder with its owner already inside, so that no other process ever sees it without one. False when another one is there. */
function tryTake(folder) {
  const prepared = fs.mkdtempSync(`${folder}.`)
  try {
    writeOwners(prepared, [identify(process.pid)])
    fs.renameSync(prepared, folder)
    held.add(folder)
    return true
  } catch (error) {
    fs.rmSync(prepared, { recursive: true, force: true })
    if (['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'].includes(error.code) && fs.existsSync(folder)) return false
    throw error
  }
}

/** Removes the lock of ended processes; restores it when a running one has taken it between the check and the rename. */
function removeStale(folder) {
  const aside = `${folder}.stale-${process.pid}`
  try {
    renamePatiently(folder, aside)
  } catch (error) {
    if (error.code === 'ENOENT') return
    throw error
  }
  if (readOwners(aside).some(isRunning)) fs.renameSync(aside, folder)
  else fs.rmSync(aside, { recursive: true, force: true })
}

const canWrite = (folder) => {
  try {
    fs.mkdirSync(folder, { recursive: true })
    fs.accessSync(folder, fs.constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Runs `work` while holding the lock folder; waits for whoever holds it and says so. `work` gets `alsoHeldBy(pid)` to add a process that may
 * outlive this one. Where the lock cannot be written nothing else can be either, and `work` runs without it.
 * @template T
 * @param {string} folder
 * @param {{ onWait?: (pid: number) => void }} options
 * @param {(lock: { alsoHeldBy: (pid: number) => void }) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withFolderLock(folder, { onWait }, work) {
  if (!canWrite(path.dirname(folder))) return work({ alsoHeldBy: () => {} })
  let said = false
  while (!tryTake(folder)) {
    const owner = readOwners(folder).find(isRunning)
    if (!owner) {
      removeStale(folder)
      continue
    }
    if (!said) onWait?.(owner.pid)
    said = true
    await pause(POLL_MS)
  }
  try {
    return await work({ alsoHeldBy: (pid) => writeOwners(folder, [...readOwners(folder), identify(pid)]) })
  } finally {
    release(folder)
  }
}
