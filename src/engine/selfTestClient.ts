import childProcess from 'node:child_process'
import { EventEmitter } from 'node:events'
import { syncBuiltinESMExports } from 'node:module'
import type { ParentPort } from './mainProcess'

/** What main says about a test that it runs for this process. */
type SelfTestReport = { selfTest: 'message'; id: number; data: unknown } | { selfTest: 'exit'; id: number; code: number | null }

export const isSelfTestReport = (message: unknown): message is SelfTestReport =>
  typeof message === 'object' &&
  message !== null &&
  'selfTest' in message &&
  (message.selfTest === 'message' || message.selfTest === 'exit')

/** Looks like the child process that the library thinks it has. */
class SelfTest extends EventEmitter {
  exitCode: number | null = null
  killed = false

  constructor(
    private readonly id: number,
    private readonly port: ParentPort
  ) {
    super()
  }
  send(data: unknown): void {
    this.port.postMessage({ selfTest: 'send', id: this.id, data })
  }
  kill(): void {
    this.killed = true
    this.port.postMessage({ selfTest: 'kill', id: this.id })
  }
}

/**
 * node-llama-cpp tries every binary in a forked Node process first. A utility process of the packaged app cannot fork one, so main
 * runs the test. Call it before the library is imported.
 */
export function selfTestThroughMain(port: ParentPort): void {
  const selfTests = new Map<number, SelfTest>()
  port.on('message', ({ data }) => {
    if (!isSelfTestReport(data)) return
    const selfTest = selfTests.get(data.id)
    if (!selfTest) return
    if (data.selfTest === 'message') {
      selfTest.emit('message', data.data)
      return
    }
    selfTests.delete(data.id)
    selfTest.exitCode = data.code
    selfTest.emit('exit', data.code)
  })
  let lastId = 0
  const fork = (file: string | URL): unknown => {
    const id = ++lastId
    const selfTest = new SelfTest(id, port)
    selfTests.set(id, selfTest)
    port.postMessage({ selfTest: 'fork', id, file: String(file) })
    return selfTest
  }
  childProcess.fork = fork as typeof childProcess.fork
  syncBuiltinESMExports()
}
