import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { cachedModel } from './cachedModel.mjs'
import { loopbackServer, serveBytes, testFolder } from './testFolder.mjs'
import { checkout, content, modelFrom } from './testModel.mjs'

const names = { title: 'Starter model', variable: 'HEARTH_STARTER_MODEL' }
const wrongBytes = Buffer.alloc(content.length)

function setUp({ root, env }, model, more = {}) {
  return cachedModel(root, model, { ...names, env, ...more })
}

test('the model is fetched once and kept in the cache', async () => {
  const server = await loopbackServer(serveBytes(content))
  const place = checkout()
  const file = await setUp(place, modelFrom(server.url))
  expect(fs.readFileSync(file)).toEqual(content)
  expect(await setUp(place, modelFrom(server.url))).toBe(file)
  expect(server.requests).toHaveLength(1)
  expect(fs.readdirSync(place.cache).sort()).toEqual(['model.gguf', 'model.gguf.ok'])
})

test('a source that sends another file is refused and the next one is asked', async () => {
  const wrong = await loopbackServer(serveBytes(wrongBytes))
  const right = await loopbackServer(serveBytes(content))
  expect(fs.readFileSync(await setUp(checkout(), modelFrom(wrong.url, right.url)))).toEqual(content)
})

test('when every source sends another file, nothing is left of it and one sentence says why', async () => {
  const wrong = await loopbackServer(serveBytes(wrongBytes))
  const place = checkout()
  await expect(setUp(place, modelFrom(wrong.url))).rejects.toThrow(
    /^The starter model could not be fetched \(127\.0\.0\.1:\d+: it sent another file .*\)\. Check the network .* set HEARTH_STARTER_MODEL/
  )
  expect(fs.readdirSync(place.cache)).toEqual([])
})

test('when no source answers, one sentence names both, what has arrived and the way around', async () => {
  const place = checkout()
  const part = path.join(place.cache, 'model.gguf.part')
  const hasArrived = () => fs.existsSync(part) && fs.statSync(part).size === 4000
  const cut = await loopbackServer(async (_, response) => {
    response.writeHead(200, { 'content-length': content.length }).write(content.subarray(0, 4000))
    await vi.waitUntil(hasArrived, { timeout: 20_000, interval: 10 })
    response.destroy()
  })
  const closed = await loopbackServer((_, response) => response.writeHead(503).end())
  await expect(setUp(place, modelFrom(cut.url, closed.url))).rejects.toThrow(
    /^The starter model could not be fetched \(127\.0\.0\.1:\d+: the connection was cut \(UND_ERR_SOCKET\); 127\.0\.0\.1:\d+: the server answered 503\)\. What has arrived \(4 kB\) is kept\. Check the network connection, or set HEARTH_STARTER_MODEL to a copy of model\.gguf, and run the command again\.$/
  )
  expect(fs.readdirSync(place.cache)).toEqual(['model.gguf.part'])
})

test('a download of an earlier run is resumed; when its beginning was wrong, everything is fetched again', async () => {
  const server = await loopbackServer(serveBytes(content))
  for (const beginning of [content.subarray(0, 100), Buffer.alloc(100)]) {
    const place = checkout()
    fs.mkdirSync(place.cache, { recursive: true })
    fs.writeFileSync(path.join(place.cache, 'model.gguf.part'), beginning)
    expect(fs.readFileSync(await setUp(place, modelFrom(server.url)))).toEqual(content)
    expect(fs.readdirSync(place.cache).sort()).toEqual(['model.gguf', 'model.gguf.ok'])
  }
  expect(server.requests.map(({ headers }) => headers.range)).toEqual(['bytes=100-', 'bytes=100-', undefined])
})

test('a damaged copy in the cache is replaced', async () => {
  const server = await loopbackServer(serveBytes(content))
  const place = checkout()
  fs.mkdirSync(place.cache, { recursive: true })
  fs.writeFileSync(path.join(place.cache, 'model.gguf'), content.subarray(1))
  expect(fs.readFileSync(await setUp(place, modelFrom(server.url)))).toEqual(content)
})

describe('free disk space', () => {
  const free = (bytes) => ({ free: () => bytes })

  test('less than twice the size is said before anything is asked for', async () => {
    const server = await loopbackServer(serveBytes(content))
    const place = checkout()
    await expect(setUp(place, modelFrom(server.url), free(2 * content.length - 1))).rejects.toThrow(
      `The starter model needs 34 kB of free disk space in ${place.cache} while it is fetched, and 34 kB are free there. Free some space and run the command again; what has arrived is kept.`
    )
    expect(server.requests).toEqual([])
    await setUp(place, modelFrom(server.url), free(2 * content.length))
  })

  test('what has arrived is not needed again', async () => {
    const server = await loopbackServer(serveBytes(content))
    const place = checkout()
    fs.mkdirSync(place.cache, { recursive: true })
    fs.writeFileSync(path.join(place.cache, 'model.gguf.part'), content.subarray(0, 100))
    await setUp(place, modelFrom(server.url), free(2 * content.length - 100))
  })

  test('is the disk’s own where nobody says otherwise, and does not matter for a model that is there', async () => {
    const server = await loopbackServer(serveBytes(content))
    const place = checkout()
    const model = modelFrom(server.url)
    await expect(setUp(place, { ...model, bytes: 2 ** 60 })).rejects.toThrow(/needs \d+\.\d\d GB of free disk space/)
    const file = await setUp(place, model)
    expect(await setUp(place, model, free(0))).toBe(file)
  })
})

describe('a copy that a person names', () => {
  test('is taken without asking any source, and nothing is written beside it', async () => {
    const { root, env } = checkout()
    const folder = testFolder()
    const copy = path.join(folder, 'copy.gguf')
    fs.writeFileSync(copy, content)
    expect(await setUp({ root, env: { ...env, HEARTH_STARTER_MODEL: copy } }, modelFrom())).toBe(copy)
    expect(fs.readdirSync(folder)).toEqual(['copy.gguf'])
  })

  test('is refused in words where it is another model, or not there', async () => {
    const { root, env } = checkout()
    const other = path.join(root, 'other.gguf')
    fs.writeFileSync(other, wrongBytes)
    const naming = (file) => setUp({ root, env: { ...env, HEARTH_STARTER_MODEL: file } }, modelFrom())
    await expect(naming(other)).rejects.toThrow(/other\.gguf, which is not model\.gguf .* another model is added in the app/)
    await expect(naming(path.join(root, 'absent.gguf'))).rejects.toThrow('there is no such file')
  })
})

test('progress tells how much of how much has arrived', async () => {
  const told = vi.spyOn(process.stdout, 'write').mockImplementation(() => true)
  const server = await loopbackServer(serveBytes(content))
  await setUp(checkout(), modelFrom(server.url))
  const lines = told.mock.calls.map(([text]) => text)
  vi.restoreAllMocks()
  expect(lines.join('')).toContain('[setup] Starter model: 17 kB of 17 kB, 100 %')
})
