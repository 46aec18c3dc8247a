import { expect, test } from 'vitest'
import { missingPlatformPackages } from './check-lock.mjs'

const lock = (packages) => ({ packages: { '': { version: '1.0.0' }, ...packages } })

test('a platform package without its own entry is named with its parent', () => {
  const packages = { 'node_modules/tool': { version: '2.0.0', optionalDependencies: { 'tool-linux': '2.0.0', 'tool-win32': '2.0.0' } } }
  expect(missingPlatformPackages(lock({ ...packages, 'node_modules/tool-linux': {} }))).toEqual([
    'node_modules/tool@2.0.0 needs tool-win32'
  ])
})

test('an entry counts where Node would find it: beside, inside or further out', () => {
  const parent = { version: '1.0.0', optionalDependencies: { native: '1.0.0' } }
  const place = 'node_modules/a/node_modules/b'
  for (const found of [`${place}/node_modules/native`, 'node_modules/a/node_modules/native', 'node_modules/native']) {
    expect(missingPlatformPackages(lock({ [place]: parent, [found]: {} }))).toEqual([])
  }
  expect(missingPlatformPackages(lock({ [place]: parent, 'node_modules/c/node_modules/native': {} }))).toHaveLength(1)
})
