import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

/** A server on this computer that only counts who knocks: any connection, whatever it wanted to say. */
export class LoopbackServer {
  /** Connections so far. */
  hits = 0

  private constructor(
    readonly port: number,
    readonly server: Server
  ) {
    server.on('connection', (socket) => {
      this.hits += 1
      socket.destroy()
    })
  }

  static async start(): Promise<LoopbackServer> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('A TCP server has a port')
    return new LoopbackServer(address.port, server)
  }

  async stop(): Promise<void> {
    this.server.close()
    await once(this.server, 'close')
  }
}
