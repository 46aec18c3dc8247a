// The end-to-end tests when root starts them. Chromium has no sandbox for root, and file permissions do not bind root: the tests would not see the
// application people get. In a user namespace that maps root to another uid, the same process is an ordinary user without capabilities that still
// owns root's files, and Chromium's sandbox works.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { hasProgram } from './setup/systemPackages.mjs'
import { runStep } from './steps.mjs'

const UID = '1000'
const NAMESPACE = ['unshare', '--user', `--map-user=${UID}`, `--map-group=${UID}`, '--']
const X11_SOCKETS = '/tmp/.X11-unix'

/**
 * Words that, put before a command, run it as an ordinary user: none for a user who is one already.
 * @param {string} script a file of the checkout that ends with 0 when it could be read and Chromium's sandbox works
 * @param {boolean} [isRoot]
 * @returns {string[] | undefined} undefined where root cannot become an ordinary user, as in a container without user namespaces
 */
export function ordinaryUserPrefix(script = path.join(import.meta.dirname, 'sandbox.mjs'), isRoot = process.getuid?.() === 0) {
  if (process.platform !== 'linux' || !isRoot) return []
  const [command, ...args] = [...NAMESPACE, process.execPath, script]
  return spawnSync(command, args, { cwd: '/', stdio: 'ignore' }).status === 0 ? NAMESPACE : undefined
}

/** Home and temporary folders of its own, and nothing of root's session. */
function environmentIn(work) {
  const keep = Object.entries(process.env).filter(([name]) => !/^(npm_|XDG_|DBUS_|SUDO_|XAUTHORITY$|MAIL$|LS_COLORS$)/.test(name))
  const env = { ...Object.fromEntries(keep), USER: 'hearth-test', LOGNAME: 'hearth-test' }
  for (const [name, folder] of Object.entries({ HOME: 'home', XDG_RUNTIME_DIR: 'run', TMPDIR: 'tmp' })) {
    env[name] = path.join(work, folder)
    fs.mkdirSync(env[name], { mode: 0o700 })
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

/**
 * Runs `node <args>` in `cwd` as an ordinary user where that is possible, otherwise as this one.
 * @param {string[]} args
 * @param {{ cwd: string, env: Record<string, string>, prefix?: string[] | undefined }} options env: added to the environment
 * @returns {Promise<number>} exit status
 */
export async function runAsOrdinaryUser(args, { cwd, env, prefix = ordinaryUserPrefix() }) {
  if (!prefix) console.log("root cannot make a user namespace here: this runs as root, without Chromium's sandbox")
  const [command, ...words] = [...(prefix ?? []), process.execPath, ...args]
  if (!prefix?.length) return (await runStep({ command, args: words }, { cwd, env: { ...process.env, ...env } })).status
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-e2e-'))
  try {
    makeX11Folder()
    return (await runStep({ command, args: words }, { cwd, env: { ...environmentIn(work), ...env } })).status
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
}
