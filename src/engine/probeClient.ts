import childProcess from 'node:child_process'
import { EventEmitter } from 'node:events'
import { syncBuiltinESMExports } from 'node:module'
import type { ParentPort } from './mainProcess'

/** What main says about a test that it runs for this process. */
type ProbeReport = { probe: 'message'; id: number; data: unknown } | { probe: 'exit'; id: number; code: number | null }

export const isProbeReport = (message: unknown): message is ProbeReport =>
  typeof message === 'object' && message !== null && 'probe' in message && (message.probe === 'message' || message.probe === 'exit')

/** Looks like the child process that the library thinks it has. */
class Probe extends EventEmitter {
  exitCode: number | null = null
  killed = false

  constructor(
    private readonly id: number,
    private readonly port: ParentPort
  ) {
    super()
  }
  send(data: unknown): void {
    this.port.postMessage({ probe: 'send', id: this.id, data })
  }
  kill(): void {
    this.killed = true
    this.port.postMessage({ probe: 'kill', id: this.id })
  }
}

/**
 * node-llama-cpp tries every binary in a forked Node process first. A utility process of the packaged app cannot fork one, so main
 * runs the test. Call it before the library is imported.
 */
export function probeThroughMain(port: ParentPort): void {
  const probes = new Map<number, Probe>()
  port.on('message', ({ data }) => {
    if (!isProbeReport(data)) return
    const probe = probes.get(data.id)
    if (!probe) return
    if (data.probe === 'message') {
      probe.emit('message', data.data)
      return
    }
    probes.delete(data.id)
    probe.exitCode = data.code
    probe.emit('exit', data.code)
  })
  let lastId = 0
  const fork = (file: string | URL): unknown => {
    const id = ++lastId
    const probe = new Probe(id, port)
    probes.set(id, probe)
    port.postMessage({ probe: 'fork', id, file: String(file) })
    return probe
  }
  childProcess.fork = fork as typeof childProcess.fork
  syncBuiltinESMExports()
}
