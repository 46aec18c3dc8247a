import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { cannotExercise } from '../exercised.mjs'
import { below, emptyCheckout, linkElectron, linkEngineNode, runSetUp } from './testCheckout.mjs'

test('without network the whole set-up ends in one clear sentence, and no half Electron stays', async () => {
  const root = emptyCheckout()
  const { status, text, last, kept } = await runSetUp(root)
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
  const root = emptyCheckout()
  linkElectron(root)
  const { status, last, kept } = await runSetUp(root)
  expect(status).toBe(1)
  expect(last).toMatch(/^\[setup\] Engine's Node [\d.]+ could not be fetched: .* Check the network connection and run the command again\.$/)
  expect(below(root, 'resources')).toEqual(['starter-model.json'])
  expect(kept).toEqual([])
})

test('a model that cannot be fetched is told with the way around, and no half model stays', async (context) => {
  const reason = cannotExercise('linux')
  context.skip(reason !== undefined, reason)
  const root = emptyCheckout()
  linkElectron(root)
  linkEngineNode(root)
  const { status, last, kept } = await runSetUp(root)
  expect(status).toBe(1)
  expect(last).toMatch(/^\[setup\] The starter model could not be fetched \(.*\)\. .* set HEARTH_STARTER_MODEL to a copy of model\.gguf/)
  expect(below(root, 'resources/models')).toEqual([])
  expect(kept).toEqual([])
})
