// The closed list of reasons why a test may not run on a machine. A test that cannot run skips with exactly one of these sentences; the test run
// then reports it by name. Any other skipped test counts as a failure.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { installedElectron } from './setup/electron.mjs'

const root = path.dirname(import.meta.dirname)

/** Whether this process may make the namespaces Chromium's sandbox is built of. */
function hasUserNamespaces() {
  return spawnSync('unshare', ['--user', '--map-root-user', '--pid', '--net', '--fork', 'true'], { stdio: 'ignore' }).status === 0
}

/**
 * Whether Electron can run with Chromium's sandbox for this user.
 * @param {string} executable Electron's
 */
export function canSandbox(executable) {
  if (process.platform !== 'linux') return true
  if (process.getuid() === 0) return false
  const helper = fs.statSync(path.join(path.dirname(executable), 'chrome-sandbox'), { throwIfNoEntry: false })
  return (helper?.uid === 0 && (helper.mode & 0o4000) !== 0) || hasUserNamespaces()
}

function hasGpu() {
  if (process.platform === 'darwin') return process.arch === 'arm64'
  if (process.platform === 'win32') return fs.existsSync(path.join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'vulkan-1.dll'))
  if (fs.existsSync('/dev/nvidia0')) return true
  return fs.existsSync('/dev/dri') && fs.readdirSync('/dev/dri').some((name) => name.startsWith('renderD'))
}

function hasPinnedElectron() {
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'node_modules', 'electron', 'package.json'), 'utf8'))
  return installedElectron(root) === version
}

function hasPackageServer() {
  const args = ['view', 'electron', 'name', '--fetch-retries=0', '--fetch-timeout=8000', '--prefer-online']
  return spawnSync('npm', args, { stdio: 'ignore', timeout: 20_000, shell: process.platform === 'win32' }).status === 0
}

const linuxUserNamespaces = () => process.platform !== 'linux' || (process.getuid() !== 0 && hasUserNamespaces())

/** name → the sentence a test skips with, and the probe that says whether this machine can run it */
const REASONS = {
  gpu: { sentence: 'this machine has no graphics processor that the engine can use', probe: hasGpu },
  userNamespace: { sentence: "this user cannot make user namespaces, so Chromium's sandbox is off", probe: linuxUserNamespaces },
  pinnedElectron: { sentence: 'the pinned Electron could not be fetched, so an older one runs here', probe: hasPinnedElectron },
  packageServer: { sentence: 'no package server can be reached from this machine', probe: hasPackageServer }
}

const answers = new Map()

/**
 * @param {keyof typeof REASONS} name
 * @returns {string | undefined} the sentence to skip with, or undefined when this machine can run the test
 */
export function cannotExercise(name) {
  if (!answers.has(name)) answers.set(name, REASONS[name].probe())
  return answers.get(name) ? undefined : REASONS[name].sentence
}

/** @param {string | undefined} sentence what a test was skipped with */
export const isKnownReason = (sentence) => Object.values(REASONS).some((reason) => reason.sentence === sentence)
