import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { cannotExercise } from '../exercised.mjs'
import { packagesKey } from './packages.mjs'
import { testFolder } from './testFolder.mjs'

const repository = path.dirname(path.dirname(import.meta.dirname))
const NOWHERE = 'http://127.0.0.1:9/'

/** A checkout with all packages, in which Electron has only its package and nothing else was ever fetched. */
function checkout() {
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
function linkElectron(root) {
  const [from, to] = [repository, root].map((place) => path.join(place, 'node_modules', 'electron'))
  fs.symlinkSync(path.join(from, 'dist'), path.join(to, 'dist'), 'junction')
  fs.copyFileSync(path.join(from, 'path.txt'), path.join(to, 'path.txt'))
}

function linkEngineNode(root) {
  fs.symlinkSync(path.join(repository, 'resources', 'node'), path.join(root, 'resources', 'node'), 'junction')
}

/** The whole set-up, on a machine that reaches no server and never reached one. */
async function setUpWithoutNetwork(root) {
  const home = testFolder()
  const env = { ...process.env, HOME: home, USERPROFILE: home, XDG_CACHE_HOME: '', npm_config_cache: path.join(home, 'npm') }
  Object.assign(env, { npm_config_registry: NOWHERE, npm_config_fetch_retries: '0', ELECTRON_MIRROR: NOWHERE, HEARTH_ELECTRON: '' })
  Object.assign(env, { electron_config_cache: path.join(home, 'electron'), PIP_INDEX_URL: NOWHERE, HEARTH_STARTER_MODEL: '' })
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']) Object.assign(env, { [name]: NOWHERE, [name.toLowerCase()]: NOWHERE })
  const child = spawn(process.execPath, ['scripts/setup.mjs'], { cwd: root, env })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += part))
  const [status] = await once(child, 'close')
  const kept = fs.readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return { status, text, last: text.trim().split('\n').at(-1), kept: kept.map(({ name }) => name).filter((name) => !name.endsWith('.log')) }
}

const below = (root, place) => (fs.existsSync(path.join(root, place)) ? fs.readdirSync(path.join(root, place)) : [])

test('without network the whole set-up ends in one clear sentence, and no half Electron stays', async () => {
  const root = checkout()
  const { status, text, last, kept } = await setUpWithoutNetwork(root)
  expect(status).toBe(1)
  expect(last).toMatch(/^\[setup\] Electron [\d.]+ could not be .*Check the network connection and run the command again\.$/)
  expect(text).not.toMatch(/^\s+at /m)
  expect(below(root, 'node_modules/electron')).not.toContain('dist')
  expect(kept).toEqual([])
  expect(fs.existsSync(path.join(root, '.setup-lock'))).toBe(false)
})

test("an Electron that is there already does not hide that the engine's Node cannot be fetched", async (context) => {
  const reason = cannotExercise('linux')
  context.skip(reason !== undefined, reason)
  const root = checkout()
  linkElectron(root)
  const { status, last, kept } = await setUpWithoutNetwork(root)
  expect(status).toBe(1)
  expect(last).toMatch(/^\[setup\] Engine's Node [\d.]+ could not be fetched: .* Check the network connection and run the command again\.$/)
  expect(below(root, 'resources')).toEqual(['starter-model.json'])
  expect(kept).toEqual([])
})

test('a model that cannot be fetched is told with the way around, and no half model stays', async (context) => {
  const reason = cannotExercise('linux')
  context.skip(reason !== undefined, reason)
  const root = checkout()
  linkElectron(root)
  linkEngineNode(root)
  const { status, last, kept } = await setUpWithoutNetwork(root)
  expect(status).toBe(1)
  expect(last).toMatch(/^\[setup\] The starter model could not be fetched \(.*\)\. .* set HEARTH_STARTER_MODEL to a copy of model\.gguf/)
  expect(below(root, 'resources/models')).toEqual([])
  expect(kept).toEqual([])
})
