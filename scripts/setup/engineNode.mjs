// Linux: the plain Node that runs the engine, in development and in the package, as resources/node/node.
// It is no npm dependency on purpose: its "bin" would put another `node` first in the PATH of every npm script.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { cacheFolder, linkOrCopy } from './cacheFolder.mjs'
import { runCommand } from './command.mjs'
import { withFolderLock } from './folderLock.mjs'
import { npmPack } from './npm.mjs'
import { formatBytes, log } from './progress.mjs'
import { SetupError } from './setupError.mjs'
import { expectSha256, isVerified, rememberVerified } from './verifiedFile.mjs'

export const NODE_VERSION = '22.23.3'
const PINS = {
  x64: { packedBytes: 51_589_858, sha256: 'fde6a4bf8d0562f7751d1a2d6cb9b417c4cfe107bbcb0aa3e9a24e125e348f48' },
  arm64: { packedBytes: 51_000_000, sha256: 'd09e299258c24f7cdf6f5d5ec185e3a56512b27a697113735dac909f1cac7b8d' }
}

/**
 * @param {string} root the checkout
 * @param {{ packedBytes: number, sha256: string } | undefined} [pin] sha256: of the executable
 */
export async function setUpEngineNode(root, pin = PINS[process.arch]) {
  if (process.platform !== 'linux') return
  if (!pin) throw new SetupError(`Hearth does not run on Linux ${process.arch} yet; x64 and arm64 are known.`)
  const target = path.join(root, 'resources', 'node', 'node')
  if (await isVerified(target, pin.sha256)) return
  const cached = path.join(cacheFolder(root), `node-${NODE_VERSION}-linux-${process.arch}`)
  const onWait = (pid) => log(`Engine's Node: another set-up (process ${pid}) is fetching it; waiting`)
  await withFolderLock(`${cached}.lock`, { onWait }, async () => {
    if (!(await isVerified(path.join(cached, 'node'), pin.sha256))) await fetchInto(cached, pin)
  })
  linkOrCopy(path.join(cached, 'LICENSE'), path.join(root, 'resources', 'node', 'LICENSE'))
  linkOrCopy(path.join(cached, 'node'), target)
  rememberVerified(target, pin.sha256)
}

async function fetchInto(folder, pin) {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-node-'))
  try {
    log(`Engine's Node ${NODE_VERSION}: fetching ${formatBytes(pin.packedBytes)} from npm`)
    const packed = await npmPack(`node-linux-${process.arch}@${NODE_VERSION}`, {
      into: work,
      bytes: pin.packedBytes,
      label: `Engine's Node ${NODE_VERSION}`
    })
    const tar = await runCommand('tar', ['-xzf', packed, '-C', work, 'package/bin/node', 'package/LICENSE'])
    if (tar.status !== 0) throw new SetupError(`${path.basename(packed)} could not be unpacked: ${tar.stderr.trim()}`)
    const node = path.join(work, 'package', 'bin', 'node')
    await expectSha256(node, pin.sha256)
    fs.mkdirSync(folder, { recursive: true })
    linkOrCopy(path.join(work, 'package', 'LICENSE'), path.join(folder, 'LICENSE'))
    linkOrCopy(node, path.join(folder, 'node'))
    rememberVerified(path.join(folder, 'node'), pin.sha256)
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
}
