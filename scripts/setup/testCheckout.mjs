// For the tests of the whole set-up: a checkout in which nothing was ever fetched but the packages, and what can be put into it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { packagesKey } from './packages.mjs'
import { testFolder } from './testFolder.mjs'

const repository = path.dirname(path.dirname(import.meta.dirname))
const NOWHERE = 'http://127.0.0.1:9/'

/** A checkout with all packages, in which Electron has only its package and nothing else was ever fetched. */
export function emptyCheckout() {
  const root = testFolder()
  for (const name of ['package.json', 'package-lock.json', 'scripts']) {
    fs.cpSync(path.join(repository, name), path.join(root, name), { recursive: true })
  }
  fs.mkdirSync(path.join(root, 'resources'))
  const model = { file: 'model.gguf', bytes: 1000, sha256: '0'.repeat(64), sources: [{ url: `${NOWHERE}model.gguf` }] }
  fs.writeFileSync(path.join(root, 'resources', 'starter-model.json'), JSON.stringify(model))
  const packages = path.join(root, 'node_modules')
  fs.mkdirSync(packages)
  for (const name of fs.readdirSync(path.join(repository, 'node_modules'))) {
    if (name === 'electron' || name.startsWith('.')) continue
    fs.symlinkSync(path.join(repository, 'node_modules', name), path.join(packages, name), 'junction')
  }
  const isBinary = (file) => ['dist', 'path.txt'].includes(path.basename(file))
  const from = path.join(repository, 'node_modules', 'electron')
  fs.cpSync(from, path.join(packages, 'electron'), { recursive: true, filter: (file) => !isBinary(file) })
  fs.writeFileSync(path.join(packages, '.hearth-setup'), packagesKey(root))
  return root
}

/** Puts the Electron of this repository into the checkout. */
export function linkElectron(root) {
  const [from, to] = [repository, root].map((place) => path.join(place, 'node_modules', 'electron'))
  fs.symlinkSync(path.join(from, 'dist'), path.join(to, 'dist'), 'junction')
  fs.copyFileSync(path.join(from, 'path.txt'), path.join(to, 'path.txt'))
}

/** Puts the Node of the engine into the checkout. */
export function linkEngineNode(root) {
  fs.symlinkSync(path.join(repository, 'resources', 'node'), path.join(root, 'resources', 'node'), 'junction')
}

/**
 * The whole set-up, with an empty home, on a machine that reaches nothing but its own loopback.
 * @param {string} root @param {{ args?: string[], env?: NodeJS.ProcessEnv }} [options]
 */
export async function runSetUp(root, { args = [], env = {} } = {}) {
  const home = testFolder()
  const own = { ...process.env, HOME: home, USERPROFILE: home, XDG_CACHE_HOME: '', npm_config_cache: path.join(home, 'npm') }
  Object.assign(own, { npm_config_registry: NOWHERE, npm_config_fetch_retries: '0', ELECTRON_MIRROR: NOWHERE, HEARTH_ELECTRON: '' })
  Object.assign(own, { electron_config_cache: path.join(home, 'electron'), PIP_INDEX_URL: NOWHERE })
  Object.assign(own, { HEARTH_STARTER_MODEL: '', HEARTH_TINY_MODEL: '' })
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']) Object.assign(own, { [name]: NOWHERE, [name.toLowerCase()]: NOWHERE })
  const child = spawn(process.execPath, ['scripts/setup.mjs', ...args], { cwd: root, env: { ...own, ...env } })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += part))
  const [status] = await once(child, 'close')
  const files = fs.readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const kept = files.map(({ name }) => name).filter((name) => !name.endsWith('.log'))
  return { status, text, last: text.trim().split('\n').at(-1), kept, home }
}

/** The names in a folder of the checkout; none when it is not there. */
export const below = (root, place) => (fs.existsSync(path.join(root, place)) ? fs.readdirSync(path.join(root, place)) : [])
