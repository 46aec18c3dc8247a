// The closed list of reasons why a test may not run on a machine. A test that cannot run skips with exactly one of these sentences; the test run
// then reports it by name. Any other skipped test counts as a failure.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { canForbidUserNamespaces } from './namespaceLimit.mjs'
import { canSandbox } from './sandbox.mjs'
import { hasProgram } from './setup/systemPackages.mjs'

function hasGpu() {
  if (process.platform === 'darwin') return process.arch === 'arm64'
  if (process.platform === 'win32') return fs.existsSync(path.join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'vulkan-1.dll'))
  if (fs.existsSync('/dev/nvidia0')) return true
  return fs.existsSync('/dev/dri') && fs.readdirSync('/dev/dri').some((name) => name.startsWith('renderD'))
}

const canLimitFileSize = () => process.platform !== 'win32' && spawnSync('sh', ['-c', 'ulimit -f 256'], { stdio: 'ignore' }).status === 0

const isLinux = () => process.platform === 'linux'

/** name → the sentence a test skips with, and the probe that says whether this machine can run it */
const REASONS = {
  gpu: { sentence: 'this machine has no graphics processor that the engine can use', probe: hasGpu },
  userNamespace: { sentence: "this user cannot make user namespaces, so Chromium's sandbox is off", probe: () => canSandbox() },
  namespaceLimit: { sentence: 'this user cannot set a limit on user namespaces for a test', probe: canForbidUserNamespaces },
  fileSizeLimit: { sentence: 'this system sets no limit on the size of the files that a process writes', probe: canLimitFileSize },
  linux: { sentence: 'this is about Linux, and this system is another one', probe: isLinux },
  signals: { sentence: 'this system cannot halt a process and let it go on', probe: () => process.platform !== 'win32' },
  python: { sentence: 'this machine has no Python (python3)', probe: () => hasProgram('python3') },
  virtualDisplay: { sentence: 'this machine has no virtual display (Xvfb)', probe: () => isLinux() && hasProgram('Xvfb') }
}

const results = new Map()

/**
 * @param {keyof typeof REASONS} name
 * @returns {string | undefined} the sentence to skip with, or undefined when this machine can run the test
 */
export function cannotExercise(name) {
  if (!results.has(name)) results.set(name, REASONS[name].probe())
  return results.get(name) ? undefined : REASONS[name].sentence
}

/** @param {string | undefined} sentence what a test was skipped with */
export const isKnownReason = (sentence) => Object.values(REASONS).some((reason) => reason.sentence === sentence)
