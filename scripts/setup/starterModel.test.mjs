import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { setUpStarterModel } from './starterModel.mjs'
import { setUpTinyModel, tinyModelFile } from './tinyModel.mjs'
import { loopbackServer, serveBytes, testFolder } from './testFolder.mjs'
import { checkout, content, modelFrom } from './testModel.mjs'

/** A checkout whose manifest names these sources. */
function withManifest(...sources) {
  const place = checkout()
  fs.mkdirSync(path.join(place.root, 'resources', 'models'), { recursive: true })
  fs.writeFileSync(path.join(place.root, 'resources', 'starter-model.json'), JSON.stringify(modelFrom(...sources)))
  return {
    ...place,
    models: path.join(place.root, 'resources', 'models'),
    target: path.join(place.root, 'resources', 'models', 'model.gguf')
  }
}

test('the starter is put into the checkout, also into a second one, and fetched once', async () => {
  const server = await loopbackServer(serveBytes(content))
  const { root, env, models, target } = withManifest(server.url)
  await setUpStarterModel(root, { env })
  expect(fs.readFileSync(target)).toEqual(content)
  fs.rmSync(models, { recursive: true })
  await setUpStarterModel(root, { env })
  expect(fs.readFileSync(target)).toEqual(content)
  expect(server.requests).toHaveLength(1)
})

test('a damaged copy in the checkout is replaced', async () => {
  const server = await loopbackServer(serveBytes(content))
  const { root, env, target } = withManifest(server.url)
  fs.writeFileSync(target, content.subarray(1))
  await setUpStarterModel(root, { env })
  expect(fs.readFileSync(target)).toEqual(content)
})

test('a model that was hashed once is known again by its size and time', async () => {
  const server = await loopbackServer(serveBytes(content))
  const { root, env, target } = withManifest(server.url)
  await setUpStarterModel(root, { env })
  const time = new Date('2026-01-01T00:00:00Z')
  fs.utimesSync(target, time, time)
  await setUpStarterModel(root, { env })
  fs.writeFileSync(target, Buffer.alloc(content.length))
  fs.utimesSync(target, time, time)
  await setUpStarterModel(root, { env })
  expect(fs.readFileSync(target).equals(content)).toBe(false) // not read again: size and time are those of the checked file
  expect(server.requests).toHaveLength(1)
})

test('HEARTH_STARTER_MODEL names a copy of that same file', async () => {
  const { root, env, target } = withManifest()
  const copy = path.join(testFolder(), 'copy.gguf')
  fs.writeFileSync(copy, content)
  await setUpStarterModel(root, { env: { ...env, HEARTH_STARTER_MODEL: copy } })
  expect(fs.readFileSync(target)).toEqual(content)
})

test('the starter of an earlier version leaves the checkout, and what a person put there stays', async () => {
  const server = await loopbackServer(serveBytes(content))
  const { root, env, models } = withManifest(server.url)
  for (const file of ['SmolLM2-135M-Instruct.Q4_1.gguf', 'SmolLM2-135M-Instruct.Q4_1.gguf.ok', 'mine.gguf']) {
    fs.writeFileSync(path.join(models, file), 'old')
  }
  await setUpStarterModel(root, { env })
  expect(fs.readdirSync(models).sort()).toEqual(['mine.gguf', 'model.gguf', 'model.gguf.ok'])
  fs.writeFileSync(path.join(models, 'SmolLM2-135M-Instruct.Q4_1.gguf'), 'old')
  await setUpStarterModel(root, { env }) // also where the new one is there already
  expect(fs.readdirSync(models).sort()).toEqual(['mine.gguf', 'model.gguf', 'model.gguf.ok'])
})

test('the tiny model is never put among the models of the checkout, and is found where it is or where a person says', async () => {
  const { root, env, cache, models } = withManifest()
  await expect(setUpTinyModel(root, { env, free: () => 0 })).rejects.toThrow('The tiny model for tests needs 196.7 MB of free disk space')
  expect(fs.readdirSync(models)).toEqual([])
  expect(path.dirname(tinyModelFile(root, env))).toBe(cache)
  expect(tinyModelFile(root, { ...env, HEARTH_TINY_MODEL: '/some/copy.gguf' })).toBe('/some/copy.gguf')
})
