import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { explainNpmFailure } from './npm.mjs'
import { isInstalledByHand, packagesKey } from './packages.mjs'
import { integrityOf, makePackage, packageServer } from './testArchives.mjs'
import { deferred, testFolder } from './testFolder.mjs'

const repository = path.dirname(path.dirname(import.meta.dirname))

/** A checkout with one dependency that nobody has installed. Its scripts are copied once: set-up reads some of them while it runs. */
function checkout() {
  const root = testFolder()
  fs.cpSync(path.join(repository, 'scripts'), path.join(root, 'scripts'), { recursive: true })
  const manifest = { name: 'x', version: '1.0.0', scripts: { a: 'b' }, dependencies: { left: '1.0.0' } }
  const left = makePackage({ 'package.json': { content: '{"name":"left","version":"1.0.0"}' } })
  const entry = { version: '1.0.0', integrity: integrityOf(left) }
  const packages = { '': manifest, 'node_modules/left': entry }
  fs.writeFileSync(path.join(root, 'package.json'), JSON.stringify(manifest))
  fs.writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ name: 'x', version: '1.0.0', lockfileVersion: 3, packages }))
  return { root, manifest, packages, left }
}

/** Starts set-up of the packages in this checkout; `heard` waits for words it prints. */
function startSetup(root, env) {
  const child = spawn(process.execPath, ['scripts/setup.mjs', '--packages'], { cwd: root, env: { ...process.env, ...env } })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += part))
  const ended = once(child, 'close').then(([status]) => ({ status, text }))
  return { ended, heard: (pattern) => vi.waitUntil(() => pattern.exec(text), { timeout: 20_000, interval: 20 }) }
}

test('without network and cache set-up ends in one sentence, without a stack trace', async () => {
  const { root } = checkout()
  const { status, text } = await startSetup(root, {
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_cache: path.join(root, 'npm-cache'),
    npm_config_fetch_retries: '0'
  }).ended
  expect(status).toBe(1)
  expect(text.trim().split('\n')).toEqual([
    '[setup] Packages: installing 1 from the lock file (about 1 GB on disk)',
    '[setup] The packages could not be fetched: the package server was not reached (ECONNREFUSED). Check the network connection and run the command again.'
  ])
  expect(fs.existsSync(path.join(root, '.setup-lock'))).toBe(false)
})

test('of two set-ups at once one waits and says so, and both end well with one installation', async () => {
  const { root, left } = checkout()
  const secondWaits = deferred()
  const server = await packageServer({ 'left@1.0.0': left }, { beforePackage: () => secondWaits.promise })
  const env = { npm_config_registry: server.url, npm_config_cache: path.join(root, 'npm-cache') }
  const first = startSetup(root, env)
  await first.heard(/installing 1/)
  const second = startSetup(root, env)
  await second.heard(/another set-up \(process \d+\) is working in this folder; waiting for it/)
  secondWaits.resolve()
  const [one, two] = await Promise.all([first.ended, second.ended])
  expect([one.status, two.status], `${one.text}${two.text}`).toEqual([0, 0])
  expect(two.text).not.toContain('installing')
  expect(server.sent).toEqual(['left@1.0.0'])
  expect(fs.existsSync(path.join(root, 'node_modules', 'left', 'package.json'))).toBe(true)
  expect(fs.existsSync(path.join(root, '.setup-lock'))).toBe(false)
})

test('packages somebody installed with npm ci are not installed again', () => {
  const { root, packages } = checkout()
  expect(isInstalledByHand(root)).toBe(false)
  const note = (content) => fs.writeFileSync(path.join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: content }))
  fs.mkdirSync(path.join(root, 'node_modules'))
  note({ 'node_modules/left': packages['node_modules/left'] })
  expect(isInstalledByHand(root)).toBe(true)
  note({ 'node_modules/left': { ...packages['node_modules/left'], version: '0.9.0' } })
  expect(isInstalledByHand(root)).toBe(false)
  note({})
  expect(isInstalledByHand(root)).toBe(false)
})

test('only what npm ci reads decides whether it runs again', () => {
  const { root, manifest } = checkout()
  const write = (change) => fs.writeFileSync(path.join(root, 'package.json'), JSON.stringify({ ...manifest, ...change }))
  const key = packagesKey(root)
  write({ scripts: { a: 'c' } })
  expect(packagesKey(root)).toBe(key)
  write({ dependencies: { left: '2.0.0' } })
  expect(packagesKey(root)).not.toBe(key)
})

test.each([
  [
    'npm error code EACCES\nnpm error path /srv/hearth/node_modules',
    'could not be installed: this user may not write /srv/hearth/node_modules (EACCES).'
  ],
  ['npm error code ENOTFOUND', 'the package server was not reached (ENOTFOUND)'],
  [
    'npm error code EUSAGE\nnpm error Missing: left@1.0.0 from lock file\nnpm error A complete log of this run',
    'Missing: left@1.0.0 from lock file'
  ]
])('npm saying %j is told in words', (stderr, words) => {
  expect(explainNpmFailure('The packages', { stderr, missing: false })).toContain(words)
})
