import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { cannotExercise } from '../exercised.mjs'
import { setUpEngineNode } from './engineNode.mjs'
import { makePackage } from './testArchives.mjs'
import { fakeNpm, fakePrograms, quietHome, testFolder } from './testFolder.mjs'

const program = '#!/bin/sh\necho the engine\n'
const spec = `node-linux-${process.arch}@22.23.3`
const sha256 = createHash('sha256').update(program).digest('hex')

let home
let root
let pin
let npm

/** An npm that has a tiny Node, an empty home and an empty checkout. */
beforeEach((context) => {
  const reason = cannotExercise('linux')
  context.skip(reason !== undefined, reason)
  const packed = makePackage({
    'package.json': { content: JSON.stringify({ name: `node-linux-${process.arch}`, version: '22.23.3' }) },
    LICENSE: { content: 'license' },
    'bin/node': { content: program, mode: 0o755 }
  })
  npm = fakePrograms({ npm: fakeNpm(packed) })
  pin = { packedBytes: packed.length, sha256 }
  home = quietHome()
  root = testFolder()
})

const installed = () => path.join(root, 'resources', 'node', 'node')

test("the engine's Node is installed with its license, can be run, and is fetched once for all checkouts", async () => {
  for (const checkout of [root, testFolder()]) {
    root = checkout
    await setUpEngineNode(root, pin)
    expect(fs.readFileSync(installed(), 'utf8')).toBe(program)
    expect(fs.statSync(installed()).mode & 0o111).toBe(0o111)
    expect(fs.readFileSync(path.join(root, 'resources', 'node', 'LICENSE'), 'utf8')).toBe('license')
  }
  expect(npm.calls().filter((call) => call.startsWith('npm pack'))).toHaveLength(1)
  expect(npm.calls().at(-1)).toContain(`npm pack ${spec} `)
  expect(npm.calls().filter((call) => !call.includes('--no-update-notifier'))).toEqual([])
})

test('a Node with another sum is refused, and nothing of it stays', async () => {
  await expect(setUpEngineNode(root, { ...pin, sha256: '0'.repeat(64) })).rejects.toThrow(
    `node is not the expected file: its SHA-256 is ${sha256}, expected 000`
  )
  expect(fs.readdirSync(root)).toEqual([])
  expect(fs.readdirSync(path.join(home, '.cache', 'hearth'))).toEqual([])
})

test('a damaged Node in the checkout is replaced', async () => {
  fs.mkdirSync(path.dirname(installed()), { recursive: true })
  fs.writeFileSync(installed(), 'damaged')
  await setUpEngineNode(root, pin)
  expect(fs.readFileSync(installed(), 'utf8')).toBe(program)
})

test('without the package server one sentence says so', async () => {
  fakePrograms({ npm: fakeNpm() })
  await expect(setUpEngineNode(root, pin)).rejects.toThrow(
    "Engine's Node 22.23.3 could not be fetched: the package server was not reached (ECONNREFUSED). Check the network connection"
  )
  expect(fs.readdirSync(root)).toEqual([])
})
