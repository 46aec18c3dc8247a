import { utilityProcess, type UtilityProcess } from 'electron'

// node-llama-cpp tests each of its binaries in a forked process before it uses it. In a utility process fork is closed by the
// fuse runAsNode=off, so the engine asks (engine/selfTestClient.ts) and main runs that test in another utility process.

const TEST_FILE = /[\\/]node-llama-cpp[\\/]dist[\\/]bindings[\\/]utils[\\/]testBindingBinary\.js$/
interface SelfTestRequest {
  selfTest?: 'fork' | 'send' | 'kill'
  id: number
  file?: string
  data?: unknown
}

/** Runs the library's self-tests for this engine, and nothing but them. */
export function serveSelfTests(engine: UtilityProcess): void {
  const selfTests = new Map<number, UtilityProcess>()
  engine.on('message', (request: SelfTestRequest) => {
    if (request.selfTest === 'fork' && request.file !== undefined && TEST_FILE.test(request.file)) {
      const test = utilityProcess.fork(request.file, [], {
        env: { ...process.env, TEST_BINDING_CP: 'true' },
        stdio: 'ignore',
        serviceName: 'Hearth engine test'
      })
      selfTests.set(request.id, test)
      test.on('message', (data: unknown) => engine.postMessage({ selfTest: 'message', id: request.id, data }))
      test.on('exit', (code) => {
        selfTests.delete(request.id)
        engine.postMessage({ selfTest: 'exit', id: request.id, code })
      })
    } else if (request.selfTest === 'send') selfTests.get(request.id)?.postMessage(request.data)
    else if (request.selfTest === 'kill') selfTests.get(request.id)?.kill()
  })
  engine.on('exit', () => {
    for (const test of selfTests.values()) test.kill()
  })
}
