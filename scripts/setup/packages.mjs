// The npm packages of the lock file.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { explainNpmFailure, installArguments, npm } from './npm.mjs'
import { createProgress, log } from './progress.mjs'
import { SetupError } from './setupError.mjs'

const COUNT_MS = 1000
const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides', 'allowScripts', 'engines']

const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'))

/** Changes with everything that decides what `npm ci` installs here, and with nothing else: edited npm scripts cost no reinstall. */
export function packagesKey(root) {
  const manifest = readJson(path.join(root, 'package.json'))
  return createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .update(JSON.stringify(DEPENDENCY_FIELDS.map((field) => manifest[field] ?? null)))
    .update(`${process.platform} ${process.arch} ${process.versions.modules}`)
    .digest('hex')
}

function accepts(list, value) {
  if (!list) return true
  return list.some((entry) => entry.startsWith('!')) ? !list.includes(`!${value}`) : list.includes(value)
}

function libc() {
  if (process.platform !== 'linux') return undefined
  process.report.excludeNetwork = true
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'
}

/** The lock's packages that belong on this platform, as [place, entry]. */
function packagesForHere(lock) {
  const here = libc()
  return Object.entries(lock.packages).filter(
    ([place, entry]) =>
      place && accepts(entry.os, process.platform) && accepts(entry.cpu, process.arch) && (here === undefined || accepts(entry.libc, here))
  )
}

/** True when npm's own note of what it installed covers the lock file: someone ran `npm ci` by hand, and nothing is left to do. */
export function isInstalledByHand(root) {
  const note = path.join(root, 'node_modules', '.package-lock.json')
  if (!fs.existsSync(note)) return false
  const installed = readJson(note).packages
  return packagesForHere(readJson(path.join(root, 'package-lock.json'))).every(([place, entry]) => {
    const found = installed[place]
    if (!found) return entry.optional === true && !entry.os && !entry.cpu
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

function countInstalled(root, places) {
  return places.filter((place) => fs.existsSync(path.join(root, place, 'package.json'))).length
}

/**
 * `npm ci` when node_modules is missing or was made from another lock file, platform or Node.
 * @param {string} root the checkout
 * @param {{ alsoHeldBy: (pid: number) => void }} lock
 */
export async function setUpPackages(root, lock) {
  const stamp = path.join(root, 'node_modules', '.hearth-setup')
  const key = packagesKey(root)
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === key) return
  const byHand = isInstalledByHand(root)
  if (!byHand) await install(root, lock)
  try {
    fs.writeFileSync(stamp, key)
  } catch (error) {
    if (!byHand) throw error // in a folder of another user the comparison above is simply made again next time
  }
}

async function install(root, lock) {
  const places = packagesForHere(readJson(path.join(root, 'package-lock.json'))).map(([place]) => place)
  log(`Packages: installing ${places.length} from the lock file (about 1 GB on disk)`)
  const started = Date.now()
  const progress = createProgress('Packages', { format: String })
  const timer = setInterval(() => progress.update(countInstalled(root, places), places.length), COUNT_MS)
  const result = await npm(await installArguments(), { cwd: root, onStart: (child) => lock.alsoHeldBy(child.pid) })
  clearInterval(timer)
  progress.end()
  if (result.status !== 0) throw new SetupError(explainNpmFailure('The packages', result))
  log(`Packages: ready after ${Math.round((Date.now() - started) / 1000)} s`)
}
