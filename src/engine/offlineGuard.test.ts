import dgram from 'node:dgram'
import dns, { lookup } from 'node:dns'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { closeNetwork } from './offlineGuard'

// The guard stays for the rest of the process, which is this file's own.
describe('the closed network', () => {
  beforeAll(closeNetwork)
  const offline = expect.objectContaining({ code: 'EOFFLINE' }) as Error

  it('refuses every way out', () => {
    const resolver = new dns.Resolver()
    const ways: (() => unknown)[] = [
      () => net.connect(9, '127.0.0.1'),
      () => net.connect({ host: '127.0.0.1', port: 9 }),
      () => new net.Socket().connect({ port: 9 }),
      () => dgram.createSocket('udp4'),
      () => lookup('localhost', () => undefined),
      () => dns.promises.resolve4('localhost'),
      () => resolver.resolve4('localhost', () => undefined),
      () => fetch('http://127.0.0.1:9'),
      () => new WebSocket('ws://127.0.0.1:9')
    ]
    for (const way of ways) expect(way).toThrow(offline)
  })

  it('leaves local pipes open', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-pipe-'))
    const pipe = process.platform === 'win32' ? `\\\\.\\pipe\\${path.basename(folder)}` : path.join(folder, 'pipe')
    const server = net.createServer((socket) => socket.end('hello')).listen(pipe)
    const text = await new Promise((resolve) => net.connect(pipe).setEncoding('utf8').once('data', resolve))
    expect(text).toBe('hello')
    server.close()
    fs.rmSync(folder, { recursive: true })
  })
})
