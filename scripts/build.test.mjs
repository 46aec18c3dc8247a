import fs from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { build, isBuilt } from './build.mjs'
import { testFolder } from './setup/testFolder.mjs'

let root
let runs

const write = (file, text) => {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  fs.writeFileSync(path.join(root, file), text)
}

/** A build that copies the one source into every part of out/. */
const runTool = async (tool) => {
  runs.push(tool)
  const parts = tool === 'vite' ? ['engine/index.mjs'] : ['main/index.js', 'preload/index.cjs', 'renderer/index.html']
  for (const part of parts) write(`out/${part}`, fs.readFileSync(path.join(root, 'src/main/index.ts')))
  return 0
}

beforeEach(() => {
  root = testFolder()
  runs = []
  write('src/main/index.ts', 'one')
  for (const name of ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'vite.engine.config.ts', 'tsconfig.main.json']) {
    write(name, '{}')
  }
})

test('an unchanged tree is built once, and again when somebody asks for it', async () => {
  expect(isBuilt(root)).toBe(false)
  expect(await build(root, { runTool })).toBe(0)
  expect(runs).toEqual(['electron-vite', 'vite'])
  expect(await build(root, { runTool })).toBe(0)
  expect(runs).toHaveLength(2)
  await build(root, { always: true, runTool })
  expect(runs).toHaveLength(4)
})

test.each([
  ['a changed source', () => write('src/main/index.ts', 'two')],
  ['a new source', () => write('src/shared/i18n/en.json', '{}')],
  ['a renamed source', () => fs.renameSync(path.join(root, 'src/main'), path.join(root, 'src/core'))],
  ['a changed setting of the build', () => write('tsconfig.main.json', '{ }')],
  ['other packages', () => write('package-lock.json', '{ }')],
  ['a built file that another program wrote', () => write('out/main/index.js', 'development')],
  ['a built file that is gone', () => fs.rmSync(path.join(root, 'out/preload/index.cjs'))],
  ['a list of licences that is gone', () => fs.rmSync(path.join(root, 'out/licences.json'))],
  ['a stamp that cannot be read', () => write('out/build.json', '{')]
])('%s builds again', async (_what, change) => {
  await build(root, { runTool })
  expect(isBuilt(root)).toBe(true)
  change()
  expect(isBuilt(root)).toBe(false)
})

test('a changed test builds nothing', async () => {
  await build(root, { runTool })
  write('src/main/index.test.ts', 'test')
  expect(isBuilt(root)).toBe(true)
})

test('a build that fails or is cut short leaves no valid stamp, also over an older good one', async () => {
  await build(root, { runTool })
  expect(await build(root, { always: true, runTool: async (tool) => (tool === 'vite' ? 3 : runTool(tool)) })).toBe(3)
  expect(isBuilt(root)).toBe(false)
  await build(root, { runTool })
  const cut = build(root, {
    always: true,
    runTool: async () => {
      throw new Error('cut')
    }
  })
  await expect(cut).rejects.toThrow('cut')
  expect(isBuilt(root)).toBe(false)
})

test('a source that is edited during the build is built again', async () => {
  const edit = async (tool) => {
    await runTool(tool)
    write('src/main/index.ts', 'edited')
    return 0
  }
  expect(await build(root, { runTool: edit })).toBe(0)
  expect(isBuilt(root)).toBe(false)
})

test('two starts at once build once', async () => {
  const both = await Promise.all([build(root, { runTool }), build(root, { runTool })])
  expect(both).toEqual([0, 0])
  expect(runs).toEqual(['electron-vite', 'vite'])
})
