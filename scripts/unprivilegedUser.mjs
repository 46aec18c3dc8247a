// A user for the end-to-end tests when they are started by root: as root Chromium runs without its sandbox, and the tests would not see the app
// people get.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'

const FIRST_UID = 61_184 // the range systemd lends to short-lived services: nobody's by definition
const LAST_UID = 65_519

/** Pids of the living processes of this user. */
export function processesOf(uid) {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8')
        return status.includes(`\nUid:\t${uid}\t`) && !status.includes('\nState:\tZ')
      } catch {
        return false // ended meanwhile
      }
    })
}

const hasName = (uid) =>
  fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .some((line) => line.split(':')[2] === String(uid))

/**
 * A uid that belongs to nobody and has no process, so that everything it runs is ours.
 * @returns {number | undefined} undefined where this process cannot become another user, or need not
 */
export function findUnprivilegedUid() {
  if (process.platform !== 'linux' || process.getuid() !== 0) return undefined
  const start = process.pid % (LAST_UID - FIRST_UID)
  for (let i = 0; i < 100; i++) {
    const uid = FIRST_UID + ((start + i) % (LAST_UID - FIRST_UID))
    if (hasName(uid) || processesOf(uid).length) continue
    const probe = spawnSync('/bin/sh', ['-c', 'exit 0'], { uid, gid: uid, cwd: '/', stdio: 'ignore' })
    return probe.status === 0 ? uid : undefined
  }
  return undefined
}

/** Whether this user can start this program, whatever folders lie above it. */
export const canRun = (uid, program) => spawnSync(program, ['--version'], { uid, gid: uid, cwd: '/', stdio: 'ignore' }).status === 0

/**
 * Waits until this user runs nothing any more, and ends what is left after `limitMs`.
 * @returns {Promise<string[]>} the command lines of what had to be ended
 */
export async function endProcessesOf(uid, limitMs) {
  const deadline = Date.now() + limitMs
  while (processesOf(uid).length && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
  const left = processesOf(uid)
  const names = left.map(commandLine)
  for (const pid of left) killQuietly(pid)
  return names
}

function commandLine(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || `process ${pid}`
  } catch {
    return `process ${pid}`
  }
}

function killQuietly(pid) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}
