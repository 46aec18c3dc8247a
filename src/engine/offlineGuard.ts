import dgram from 'node:dgram'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

/**
 * The engine never needs the network, so nothing in its process gets any: connections, datagrams and name look-ups fail with
 * `EOFFLINE`. Local pipes stay open. Call it before anything else is imported that could connect.
 */
export function closeNetwork(): void {
  const prototype = net.Socket.prototype as { connect: (...args: unknown[]) => net.Socket }
  const connect = prototype.connect
  prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    return isPipe(args) ? connect.apply(this, args) : refuse()
  }
  dgram.createSocket = refuse
  for (const resolver of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) closeResolver(resolver)
  for (const name of ['fetch', 'WebSocket', 'EventSource']) Object.defineProperty(globalThis, name, { value: refuse })
  syncBuiltinESMExports()
}

function refuse(): never {
  throw Object.assign(new Error('The engine has no network access'), { code: 'EOFFLINE' })
}

/** Node passes either the caller's arguments or one list of them that is already normalized. */
function isPipe(args: readonly unknown[]): boolean {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0]
  if (typeof first === 'string') return Number.isNaN(Number(first))
  return typeof first === 'object' && first !== null && 'path' in first && typeof first.path === 'string'
}

function closeResolver(resolver: object): void {
  for (const name of Object.getOwnPropertyNames(resolver)) {
    if (/^(lookup|resolve|reverse)/.test(name)) Object.defineProperty(resolver, name, { value: refuse })
  }
}
