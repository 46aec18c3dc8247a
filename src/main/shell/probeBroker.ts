import { utilityProcess, type UtilityProcess } from 'electron'

// node-llama-cpp tests each of its binaries in a forked process before it uses it. In a utility process fork is closed by the
// fuse runAsNode=off, so the engine asks (engine/probeClient.ts) and main runs that test in another utility process.

const TEST_FILE = /[\\/]node-llama-cpp[\\/]dist[\\/]bindings[\\/]utils[\\/]testBindingBinary\.js$/
interface ProbeRequest {
  probe?: 'fork' | 'send' | 'kill'
  id: number
  file?: string
  data?: unknown
}

/** Runs the library's self-tests for this engine, and nothing but them. */
export function serveProbes(engine: UtilityProcess): void {
  const probes = new Map<number, UtilityProcess>()
  engine.on('message', (request: ProbeRequest) => {
    if (request.probe === 'fork' && request.file !== undefined && TEST_FILE.test(request.file)) {
      const test = utilityProcess.fork(request.file, [], {
        env: { ...process.env, TEST_BINDING_CP: 'true' },
        stdio: 'ignore',
        serviceName: 'Hearth engine test'
      })
      probes.set(request.id, test)
      test.on('message', (data: unknown) => engine.postMessage({ probe: 'message', id: request.id, data }))
      test.on('exit', (code) => {
        probes.delete(request.id)
        engine.postMessage({ probe: 'exit', id: request.id, code })
      })
    } else if (request.probe === 'send') probes.get(request.id)?.postMessage(request.data)
    else if (request.probe === 'kill') probes.get(request.id)?.kill()
  })
  engine.on('exit', () => {
    for (const test of probes.values()) test.kill()
  })
}
