import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { brokenTestRules, testFilesBelow } from './testRules.mjs'

const root = path.dirname(import.meta.dirname)

test('no test of the project hides from the count', () => {
  const files = ['src', 'scripts', 'e2e'].flatMap((folder) => testFilesBelow(path.join(root, folder)))
  expect(files.length).toBeGreaterThan(100)
  expect(files.flatMap((file) => brokenTestRules(path.relative(root, file), fs.readFileSync(file, 'utf8')))).toEqual([])
})

test.each([
  ['test.only("a", () => {})', 'a.test.ts:1 uses test.only'],
  ['it.skipIf(isLinux)("a", () => {})', 'a.test.ts:1 uses it.skipIf'],
  ['test.skip("a", () => {})', 'a.test.ts:1 skips without a reason of scripts/exercised.mjs'],
  ['test("a", () => { test.skip(isRoot, "root") })', 'a.test.ts:1 skips without a reason of scripts/exercised.mjs'],
  ['if (isLinux) {\n  test("a", () => {})\n}', 'a.test.ts:2 registers a test under a condition'],
  ['isLinux && test("a", () => {})', 'a.test.ts:1 registers a test under a condition'],
  ['isMac || test("a", () => {})', 'a.test.ts:1 registers a test under a condition'],
  ['switch (system) {\n  case "linux":\n    test("a", () => {})\n}', 'a.test.ts:3 registers a test under a condition'],
  ['test("a", async () => {\n  if (isRoot) return\n  expect(1).toBe(1)\n})', 'a.test.ts:2 ends a test early under a condition']
])('finds what is wrong in %j', (text, finding) => {
  expect(brokenTestRules('a.test.ts', text)).toEqual([finding])
})

test.each([
  'for (const n of [1, 2]) test(`${n}`, () => {})',
  'test("a", (context) => { const reason = cannotExercise("gpu"); context.skip(reason !== undefined, reason) })',
  'test("a", () => { const step = () => { if (x) return; y() }; step() })',
  'function until() { if (x) return; y() }'
])('lets %j through', (text) => expect(brokenTestRules('a.test.ts', text)).toEqual([]))
