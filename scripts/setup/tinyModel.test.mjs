import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { cannotExercise } from '../exercised.mjs'
import { below, emptyCheckout, linkElectron, linkEngineNode, runSetUp } from './testCheckout.mjs'
import { loopbackServer, serveBytes } from './testFolder.mjs'
import { content, modelFrom } from './testModel.mjs'

/** The server is on the loopback. */
const env = { HTTP_PROXY: '', http_proxy: '', ALL_PROXY: '', all_proxy: '' }
const repository = path.dirname(path.dirname(import.meta.dirname))

/** A checkout that lacks nothing but the tiny model, which this server has. */
async function checkoutWithoutTiny() {
  const server = await loopbackServer(serveBytes(content))
  const root = emptyCheckout()
  linkElectron(root)
  linkEngineNode(root)
  const resources = path.join(root, 'resources')
  fs.mkdirSync(path.join(resources, 'models'))
  fs.writeFileSync(path.join(resources, 'models', 'model.gguf'), content)
  fs.writeFileSync(path.join(resources, 'starter-model.json'), JSON.stringify(modelFrom()))
  const tiny = { ...modelFrom(server.url), file: 'tiny.gguf' }
  fs.writeFileSync(path.join(root, 'scripts', 'setup', 'tinyModel.json'), JSON.stringify(tiny))
  return { root, server }
}

/** What set-up is started with by each npm script that starts it, as `npm run` does. */
function setUpArguments() {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(repository, 'package.json'), 'utf8'))
  const calls = Object.entries(scripts).flatMap(([name, command]) => {
    const args = /^node scripts\/setup\.mjs(.*)$/.exec(command)?.[1]
    return args === undefined ? [] : [[name.replace(/^pre/, ''), args.trim().split(' ').filter(Boolean)]]
  })
  return Object.fromEntries(calls)
}

test('the tiny model is wanted where tests and benchmarks run, and nowhere else', () => {
  const wanting = Object.entries(setUpArguments()).filter(([, args]) => args.includes('--tests'))
  expect(wanting.map(([name]) => name).sort()).toEqual(['bench', 'bench:renderer', 'e2e', 'test', 'test:faults'])
  expect(Object.keys(setUpArguments())).toEqual(expect.arrayContaining(['setup', 'start', 'dev', 'dev:fake', 'check', 'screenshots']))
})

test('no npm start fetches the tiny model', async (context) => {
  const reason = cannotExercise('linux')
  context.skip(reason !== undefined, reason)
  const { root, server } = await checkoutWithoutTiny()
  const { status, last, kept } = await runSetUp(root, { args: setUpArguments().start, env })
  expect(last).toMatch(/^\[setup\] ready/)
  expect(status).toBe(0)
  expect(server.requests).toEqual([])
  expect(kept).toEqual([])
})

test.for(['test', 'bench'])(
  'npm run %s fetches it once, into the cache, and never among the models that people are offered',
  async (name, context) => {
    const reason = cannotExercise('linux')
    context.skip(reason !== undefined, reason)
    const { root, server } = await checkoutWithoutTiny()
    const { status, last, home } = await runSetUp(root, { args: setUpArguments()[name], env })
    expect(last).toMatch(/^\[setup\] ready/)
    expect(status).toBe(0)
    expect(server.requests).toHaveLength(1)
    expect(fs.readFileSync(path.join(home, '.cache', 'hearth', 'tiny.gguf'))).toEqual(content)
    expect(below(root, 'resources/models').sort()).toEqual(['model.gguf', 'model.gguf.ok'])
    await runSetUp(root, { args: setUpArguments()[name], env: { ...env, HOME: home, USERPROFILE: home } })
    expect(server.requests).toHaveLength(1)
  }
)
