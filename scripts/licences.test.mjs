import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { isAllowed, shippedPackages, writeLicences } from './licences.mjs'
import { testFolder } from './setup/testFolder.mjs'

const root = path.dirname(import.meta.dirname)

describe('of the packages that Hearth is shipped with', () => {
  test('each has a licence that is allowed', () => {
    const packages = shippedPackages(root)
    expect(packages.filter(({ licence }) => !isAllowed(licence)).map(({ name, licence }) => `${name}: ${licence}`)).toEqual([])
    const names = packages.map(({ name }) => name)
    for (const name of [
      'electron',
      'node-llama-cpp',
      '@photostructure/sqlite',
      'react',
      'katex',
      'electron-store',
      'conf',
      '@huggingface/jinja'
    ])
      expect(names).toContain(name)
    for (const name of ['vitest', 'vite', 'typescript', 'eslint', '@electron/get', 'fast-check']) expect(names).not.toContain(name)
    expect(new Set(packages.map(({ name, version }) => `${name} ${version}`)).size).toBe(packages.length)
    for (const { name, version, text } of packages) expect(version !== '' && text !== '', name).toBe(true)
  })

  test('so have those that are installed on other systems', () => {
    const { packages } = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
    const installed = Object.entries(packages).filter(([place, { dev }]) => place !== '' && !dev)
    expect(installed.length).toBeGreaterThan(100)
    expect(installed.filter(([, { license = '' }]) => !isAllowed(license)).map(([place]) => place)).toEqual([])
  })
})

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0)', true],
  ['MIT AND Apache-2.0', true],
  ['MIT AND GPL-3.0', false],
  ['GPL-3.0-only', false],
  ['SEE LICENSE IN LICENSE.txt', false],
  ['', false]
])('the licence %j is allowed: %s', (licence, allowed) => {
  expect(isAllowed(licence)).toBe(allowed)
})

describe('a list', () => {
  const write = (folder, file, content) => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    fs.writeFileSync(path.join(folder, file), typeof content === 'string' ? content : JSON.stringify(content))
  }
  const add = (folder, place, manifest, text) => {
    const name = place.split('node_modules/').at(-1)
    write(folder, `${place}/package.json`, { name, version: '1.0.0', license: 'MIT', ...manifest })
    if (text !== undefined) write(folder, `${place}/LICENSE`, text)
  }

  test('has what is installed and what the product imports, with all that they need, and each text once', () => {
    const folder = testFolder()
    const devDependencies = { '@a/bundled': '1', styles: '1', typed: '1', tested: '1', tool: '1', electron: '1' }
    write(folder, 'package.json', { dependencies: { installed: '1' }, devDependencies })
    write(
      folder,
      'src/main/index.ts',
      `import { app } from 'electron'\nimport type { T } from 'typed'\nimport {\n  b\n} from '@a/bundled/sub'\n`
    )
    write(folder, 'src/renderer/page.tsx', `const late = () => import('styles/late.css')\n`)
    write(folder, 'src/main/index.test.ts', `import { test } from 'tested'\n`)
    write(folder, 'src/engine/contract/suite.ts', `import { test } from 'tested'\n`)
    add(
      folder,
      'node_modules/installed',
      { dependencies: { needed: '1' }, optionalDependencies: { 'for-another-system': '1' } },
      'MIT of A'
    )
    add(folder, 'node_modules/needed', { version: '2.0.0', license: { type: 'ISC' } }, 'ISC')
    add(folder, 'node_modules/@a/bundled', { dependencies: { needed: '1', installed: '1' } }, 'MIT of A')
    add(folder, 'node_modules/@a/bundled/node_modules/needed', { license: undefined, licenses: [{ type: 'MIT' }, { type: 'ISC' }] })
    add(folder, 'node_modules/styles', { dependencies: { needed: '1' } })
    add(folder, 'node_modules/styles/node_modules/needed', { version: '2.0.0', license: 'ISC' }, 'ISC')
    add(folder, 'node_modules/electron', { dependencies: { fetcher: '1' } }, 'Electron')
    for (const name of ['typed', 'tested', 'tool', 'fetcher']) add(folder, `node_modules/${name}`, {}, name)
    writeLicences(folder)
    const { packages, texts } = JSON.parse(fs.readFileSync(path.join(folder, 'out/licences.json'), 'utf8'))
    expect(packages.map(({ name, version, licence, text }) => [name, version, licence, text === null ? null : texts[text]])).toEqual([
      ['@a/bundled', '1.0.0', 'MIT', 'MIT of A'],
      ['electron', '1.0.0', 'MIT', 'Electron'],
      ['installed', '1.0.0', 'MIT', 'MIT of A'],
      ['needed', '1.0.0', 'MIT OR ISC', null],
      ['needed', '2.0.0', 'ISC', 'ISC'],
      ['styles', '1.0.0', 'MIT', null]
    ])
    expect(texts).toHaveLength(3)
  })
})
