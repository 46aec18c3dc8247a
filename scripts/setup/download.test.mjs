import fs from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { download } from './download.mjs'
import { loopbackServer, serveBytes, testFolder } from './testFolder.mjs'

const content = Buffer.from('0123456789'.repeat(1000))
const bytes = content.length
const target = () => path.join(testFolder(), 'file.part')

test('a download that was cut goes on where it stopped', async () => {
  const file = target()
  fs.writeFileSync(file, content.subarray(0, 4000))
  const server = await loopbackServer(serveBytes(content))
  await download(server.url, file, { bytes })
  expect(server.requests.map(({ headers }) => headers.range)).toEqual(['bytes=4000-'])
  expect(fs.readFileSync(file)).toEqual(content)
})

test('a source without ranges sends everything again, and the file is right', async () => {
  const file = target()
  fs.writeFileSync(file, 'something else')
  const server = await loopbackServer((_, response) => response.end(content))
  await download(server.url, file, { bytes })
  expect(fs.readFileSync(file)).toEqual(content)
})

test('a refused beginning is thrown away and the file fetched from the start', async () => {
  const file = target()
  fs.writeFileSync(file, content.subarray(0, 10))
  const server = await loopbackServer((request, response) => {
    if (request.headers.range) response.writeHead(416).end()
    else response.end(content)
  })
  await download(server.url, file, { bytes })
  expect(fs.readFileSync(file)).toEqual(content)
})

test('a server that refuses altogether costs nothing of what an earlier try brought', async () => {
  const file = target()
  fs.writeFileSync(file, content.subarray(0, 4000))
  const server = await loopbackServer((_, response) => response.writeHead(403).end())
  await expect(download(server.url, file, { bytes })).rejects.toThrow('the server answered 403')
  expect(fs.readFileSync(file)).toEqual(content.subarray(0, 4000))
  expect(server.requests).toHaveLength(1)
})

test('what arrived before the connection ended is kept for the next try', async () => {
  const file = target()
  const hasArrived = () => fs.existsSync(file) && fs.statSync(file).size === 3000
  const server = await loopbackServer(async (_, response) => {
    response.writeHead(200, { 'content-length': bytes }).write(content.subarray(0, 3000))
    await vi.waitUntil(hasArrived, { timeout: 20_000, interval: 10 })
    response.destroy()
  })
  await expect(download(server.url, file, { bytes })).rejects.toThrow()
  expect(fs.readFileSync(file)).toEqual(content.subarray(0, 3000))
})

test.each([
  ['no first byte', () => {}, 'no answer within 0.05 s'],
  ['a stall', (_, response) => response.write('some'), 'nothing arrived for 0.05 s'],
  ['a refusal', (_, response) => response.writeHead(403).end(), 'the server answered 403'],
  ['too many bytes', (_, response) => response.end(Buffer.alloc(bytes + 1)), 'larger than announced'],
  ['too few bytes', (_, response) => response.end('some'), 'ended early']
])('%s ends the download in words', async (_, answer, words) => {
  const server = await loopbackServer(answer)
  const limits = { firstByteMs: words.startsWith('no answer') ? 50 : 10_000, stallMs: 50 }
  await expect(download(server.url, target(), { bytes, limits })).rejects.toThrow(words)
})

test('a server that is not there is named by its code', async () => {
  await expect(download('http://127.0.0.1:9/file', target(), { bytes })).rejects.toThrow(/ECONNREFUSED|bad port/)
})
