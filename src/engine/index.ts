import type { FullEngine } from './engine'
import { EngineServer } from './engineServer'
import { createDemoEngine } from './fake/demoEngine'
import { LlamaEngine } from './llama/llamaEngine'
import { connectToMain } from './mainProcess'
import { closeNetwork } from './offlineGuard'
import { isSelfTestReport, selfTestThroughMain } from './selfTestClient'

// The engine's process. `HEARTH_ENGINE=fake` takes the scripted engine.

const fail = (error: unknown): never => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
}
process.on('uncaughtException', fail)
process.on('unhandledRejection', fail)

closeNetwork()
const main = connectToMain()
if (main.port) selfTestThroughMain(main.port)

const engine: FullEngine = process.env['HEARTH_ENGINE'] === 'fake' ? createDemoEngine() : new LlamaEngine()
const server = new EngineServer(engine, (message) => main.send(message))
main.onMessage((message) => {
  if (!isSelfTestReport(message)) server.receive(message)
})
server.start()
