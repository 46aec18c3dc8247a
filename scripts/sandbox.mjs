// Whether Chromium's sandbox works here. Everything that starts Electron asks this file, so that the app, its tests and the benchmarks agree.
//   node scripts/sandbox.mjs    exit status 0 when it works
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { electronExecutable } from './setup/electron.mjs'

const root = path.dirname(import.meta.dirname)
const PROBE_LIMIT_MS = 20_000
/** '1' on Ubuntu since 24.04: user namespaces give capabilities only to programs that AppArmor has a profile for. */
const APPARMOR_RESTRICTION = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns'

/** The namespaces Chromium makes first, asked of a program that starts in 20 ms instead of Electron's 500 ms. */
function hasUserNamespaces() {
  return spawnSync('unshare', ['--user', '--map-root-user', '--pid', '--net', '--fork', 'true'], { stdio: 'ignore' }).status === 0
}

/** Electron aborts before its first line of JavaScript when it finds no usable sandbox. */
function startsSandboxed(executable) {
  const options = { cwd: os.tmpdir(), stdio: 'ignore', timeout: PROBE_LIMIT_MS }
  return spawnSync(executable, ['--version'], options).status === 0
}

function hasSetuidHelper(executable) {
  const helper = fs.statSync(path.join(path.dirname(executable), 'chrome-sandbox'), { throwIfNoEntry: false })
  return helper?.uid === 0 && (helper.mode & 0o4000) !== 0
}

const readText = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : '')

function probe(executable) {
  if (process.platform !== 'linux') return true
  if (process.getuid() === 0) return false // Chromium refuses to run as root with its sandbox
  if (hasSetuidHelper(executable)) return true
  // AppArmor decides by the program's path, so that the result for `unshare` says nothing about Electron.
  return readText(APPARMOR_RESTRICTION) === '1' ? startsSandboxed(executable) : hasUserNamespaces()
}

const results = new Map()

/**
 * Whether this user can run this Electron with Chromium's sandbox. HEARTH_SANDBOX=off makes it false, for tests of a system that forbids it.
 * @param {string} [executable] the one that is installed in this checkout when not given
 */
export function canSandbox(executable = electronExecutable(root)) {
  if (process.env.HEARTH_SANDBOX === 'off') return false
  if (!results.has(executable)) results.set(executable, probe(executable))
  return results.get(executable)
}

/** What Electron must be started with here. @param {string} [executable] */
export const sandboxArguments = (executable) => (canSandbox(executable) ? [] : ['--no-sandbox'])

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = canSandbox() ? 0 : 1
