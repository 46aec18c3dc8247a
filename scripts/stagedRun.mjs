// Runs the end-to-end tests as an unprivileged user, in a copy of the checkout that this user can read: the checkout itself may lie below folders
// that are closed to others.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { hasProgram } from './setup/systemPackages.mjs'
import { stageTree } from './stageTree.mjs'
import { runStep } from './steps.mjs'
import { canRun, endProcessesOf } from './unprivilegedUser.mjs'

const LEFT_OUT = new Set(['.git', '.setup-lock', 'dist', 'test-results', 'screenshots'])
const X11_SOCKETS = '/tmp/.X11-unix'

/** Whether every folder above is open to all users. */
function isOpenToAll(folder) {
  for (let place = fs.realpathSync(folder); ; place = path.dirname(place)) {
    if ((fs.statSync(place).mode & 0o001) === 0) return false
    if (place === path.dirname(place)) return true
  }
}

/** A folder for the copy: on the checkout's disk where possible, because links cost nothing there. */
function chooseParent(root) {
  const candidates = [os.tmpdir(), '/tmp', '/var/tmp', path.dirname(root)].filter((folder) => fs.existsSync(folder) && isOpenToAll(folder))
  const disk = fs.statSync(root).dev
  return candidates.find((folder) => fs.statSync(folder).dev === disk) ?? candidates.at(-1) ?? '/tmp'
}

/** A folder that belongs to the user alone. */
function makeOwnFolder(folder, uid) {
  fs.mkdirSync(folder, { mode: 0o700 })
  fs.chownSync(folder, uid, uid)
  return folder
}

/** The user gets its own home and nothing of root's session. */
function environmentFor(work, uid) {
  const keep = Object.entries(process.env).filter(([name]) => !/^(npm_|XDG_|DBUS_|SUDO_|XAUTHORITY$|MAIL$|LS_COLORS$)/.test(name))
  const env = { ...Object.fromEntries(keep), USER: 'hearth-test', LOGNAME: 'hearth-test' }
  for (const [name, folder] of Object.entries({ HOME: 'home', XDG_RUNTIME_DIR: 'run', TMPDIR: 'tmp', HEARTH_E2E_RESULTS: 'results' })) {
    env[name] = makeOwnFolder(path.join(work, folder), uid)
  }
  if (hasProgram('Xvfb')) {
    delete env.DISPLAY // root's screen need not let another user in; run.mjs starts one that does
    delete env.WAYLAND_DISPLAY
  }
  return env
}

/** X servers make this folder only when root runs them. */
function makeX11Folder() {
  if (fs.existsSync(X11_SOCKETS)) return
  fs.mkdirSync(X11_SOCKETS)
  fs.chmodSync(X11_SOCKETS, 0o1777)
}

/** The Node of this process, or a copy where the user cannot reach it. */
function reachableNode(work, uid) {
  if (canRun(uid, process.execPath)) return process.execPath
  const copy = path.join(work, 'node')
  fs.copyFileSync(process.execPath, copy)
  fs.chmodSync(copy, 0o755)
  return copy
}

/**
 * Runs `node <args>` as this user in a staged copy and copies what it left in its results folder to `results`.
 * @param {{ root: string, uid: number, args: string[], results: string, endLimitMs?: number }} options endLimitMs: how long processes may
 *   take to end after the run
 * @returns {Promise<number>} exit status
 */
export async function runStaged({ root, uid, args, results, endLimitMs = 5000 }) {
  const started = performance.now()
  const work = fs.mkdtempSync(path.join(chooseParent(root), 'hearth-e2e-'))
  try {
    fs.chmodSync(work, 0o755)
    const checkout = path.join(work, 'hearth')
    stageTree(root, checkout, (name) => !LEFT_OUT.has(name))
    const env = environmentFor(work, uid)
    makeX11Folder()
    const node = reachableNode(work, uid)
    console.log(`end-to-end tests run as user ${uid}, prepared in ${((performance.now() - started) / 1000).toFixed(1)} s`)
    const { status } = await runStep({ command: node, args }, { cwd: checkout, env, uid, gid: uid })
    for (const name of await endProcessesOf(uid, endLimitMs)) console.log(`ended a process that the tests left behind: ${name}`)
    fs.cpSync(env.HEARTH_E2E_RESULTS, results, { recursive: true })
    return status
  } finally {
    await endProcessesOf(uid, 0)
    fs.rmSync(work, { recursive: true, force: true })
  }
}
