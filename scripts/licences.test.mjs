import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { furtherWorks } from './furtherWorks.mjs'
import { isAllowed, shippedPackages, writeLicences } from './licences.mjs'
import { NODE_VERSION } from './setup/engineNode.mjs'
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

describe('of the works that come with Hearth and are no packages', () => {
  test('the engine, Node.js, the starter model and Chromium are listed, each with a licence that is allowed and with its text or the file of it', () => {
    const works = furtherWorks(root)
    expect(works.filter(({ licence }) => !isAllowed(licence))).toEqual([])
    for (const { name, version, text, file } of works) expect(version !== '' && Boolean(text) !== Boolean(file), name).toBe(true)
    const of = (name) => works.find((work) => work.name === name)
    expect(of('llama.cpp and ggml')).toMatchObject({ licence: 'MIT', text: expect.stringContaining('The ggml authors') })
    const starter = JSON.parse(fs.readFileSync(path.join(root, 'resources', 'starter-model.json'), 'utf8'))
    expect(of(starter.name)).toMatchObject({ version: starter.file, licence: starter.licence })
    expect(of(starter.name).text).toMatch(/^Apache License\s+Version 2\.0/)
    const isThere = (...place) => fs.existsSync(path.join(root, ...place))
    expect(of('Node.js') !== undefined, 'it is set up on Linux').toBe(isThere('resources', 'node', 'LICENSE'))
    expect(of('Chromium in Electron')?.file).toBe(
      isThere('node_modules', 'electron', 'dist', 'LICENSES.chromium.html') ? 'LICENSES.chromium.html' : undefined
    )
  })

  test('Node.js has the text that was set up with it', () => {
    const folder = testFolder()
    expect(furtherWorks(folder)).toEqual([])
    fs.mkdirSync(path.join(folder, 'resources', 'node'), { recursive: true })
    fs.writeFileSync(path.join(folder, 'resources', 'node', 'LICENSE'), 'As Node.js has it\r\n')
    expect(furtherWorks(folder)).toMatchObject([{ name: 'Node.js', licence: 'MIT', text: 'As Node.js has it' }])
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
    write(folder, 'resources/node/LICENSE', 'MIT of A')
    write(folder, 'node_modules/electron/dist/LICENSES.chromium.html', '<html>')
    write(folder, 'node_modules/electron/dist/version', '1.0.1')
    writeLicences(folder)
    const { packages, texts } = JSON.parse(fs.readFileSync(path.join(folder, 'out/licences.json'), 'utf8'))
    expect(packages.map(({ name, version, licence, text }) => [name, version, licence, text === null ? null : texts[text]])).toEqual([
      ['@a/bundled', '1.0.0', 'MIT', 'MIT of A'],
      ['Chromium in Electron', '1.0.1', 'BSD-3-Clause', null],
      ['electron', '1.0.0', 'MIT', 'Electron'],
      ['installed', '1.0.0', 'MIT', 'MIT of A'],
      ['needed', '1.0.0', 'MIT OR ISC', null],
      ['needed', '2.0.0', 'ISC', 'ISC'],
      ['Node.js', NODE_VERSION, 'MIT', 'MIT of A'],
      ['styles', '1.0.0', 'MIT', null]
    ])
    expect(packages.filter(({ file }) => file !== undefined).map(({ name, file }) => [name, file])).toEqual([
      ['Chromium in Electron', 'LICENSES.chromium.html']
    ])
    expect(texts).toHaveLength(3)
  })
})
