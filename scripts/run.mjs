// node scripts/run.mjs <tool> [arguments]: starts electron, node or a tool of node_modules/.bin with what this machine needs: a virtual display
// where there is none, and for Electron --no-sandbox where Chromium's sandbox cannot work. Signals go to the tool; its exit code is this one's.
import { spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { openDisplay } from './display.mjs'
import { toolCommand, toolEnvironment } from './tool.mjs'

const root = path.dirname(import.meta.dirname)
const [tool, ...words] = process.argv.slice(2)
if (!tool) {
  console.error('usage: node scripts/run.mjs <tool> [arguments]')
  process.exit(2)
}

let child
let wanted
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    wanted = signal
    child?.kill(signal)
  })
}

const display = await openDisplay(toolEnvironment()).catch((error) => {
  console.error(error.message)
  process.exit(127)
})
const end = async (code) => {
  await display.stop()
  process.exit(code)
}
if (wanted) await end(128 + os.constants.signals[wanted])

const { command, args, shell } = toolCommand(root, tool, words)
child = spawn(command, args, { cwd: root, stdio: 'inherit', env: display.env, shell })
child.on('error', (error) => {
  console.error(`${tool} could not be started: ${error.message}`)
  void end(127)
})
child.on('exit', (code, signal) => void end(code ?? 128 + os.constants.signals[signal]))
