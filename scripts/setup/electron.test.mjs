import path from 'node:path'
import { expect, test } from 'vitest'
import { downloadOfficial } from './electron.mjs'
import { loopbackServer, testFolder } from './testFolder.mjs'

const electron = path.join(path.dirname(path.dirname(import.meta.dirname)), 'node_modules', 'electron')

/** Downloads from this server instead of the official one, into an empty cache. */
const environment = (url) => ({ ...process.env, ELECTRON_MIRROR: `${url}/`, electron_config_cache: path.join(testFolder(), 'cache') })

test('a download that answers and then stalls is given up', async () => {
  const server = await loopbackServer((_, response) => response.writeHead(200, { 'content-length': 1000 }).write('some'))
  const limits = { firstByteMs: 20_000, stallMs: 100 }
  expect(await downloadOfficial(electron, environment(server.url), limits)).toBe('nothing arrived for 0.1 s')
})

test('a server that refuses is quoted', async () => {
  const server = await loopbackServer((_, response) => response.writeHead(503).end())
  expect(await downloadOfficial(electron, environment(server.url))).toContain('503')
})

test('a file that is not the published one is refused', async () => {
  const server = await loopbackServer((_, response) => response.end('not Electron'))
  expect(await downloadOfficial(electron, environment(server.url))).toMatch(/checksum/i)
})
