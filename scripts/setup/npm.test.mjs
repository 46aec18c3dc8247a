import fs from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { npmPack } from './npm.mjs'
import { makePackage, packageServer } from './testArchives.mjs'
import { testFolder } from './testFolder.mjs'

test('npm itself fetches a published package from the server it is set to', async () => {
  const packed = makePackage({ 'package.json': { content: '{"name":"@maker/tiny","version":"1.2.3"}' } })
  const { url, sent } = await packageServer({ '@maker/tiny@1.2.3': packed })
  const into = testFolder()
  vi.stubEnv('npm_config_registry', url)
  vi.stubEnv('npm_config_cache', path.join(into, 'cache'))
  try {
    const file = await npmPack('@maker/tiny@1.2.3', { into, bytes: packed.length, label: 'tiny' })
    expect(path.dirname(file)).toBe(into)
    expect(fs.readFileSync(file).equals(packed)).toBe(true)
    expect(sent).toEqual(['@maker/tiny@1.2.3'])
  } finally {
    vi.unstubAllEnvs()
  }
})
