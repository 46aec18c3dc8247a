// `npm run dev`: the app with hot reload. electron-vite rebuilds main, preload and page; beside it Vite rebuilds the engine.
//   --fake  the scripted engine instead of a model
import { spawn } from 'node:child_process'
import path from 'node:path'
import { openDisplay } from './display.mjs'
import { writeLicences } from './licences.mjs'
import { canSandbox } from './sandbox.mjs'
import { electronExecutable } from './setup/electron.mjs'
import { runStep } from './steps.mjs'
import { toolCommand, toolEnvironment } from './tool.mjs'

const root = path.dirname(import.meta.dirname)
const isWindows = process.platform === 'win32'
const END_LIMIT_MS = 5000
const groups = []
let ending

/** Starts a tool as the head of its own process group, so that what it starts ends with it. */
function start(tool, args, env) {
  const { command, args: words, shell } = toolCommand(root, tool, args)
  const child = spawn(command, words, { cwd: root, env, shell, stdio: 'inherit', detached: !isWindows })
  child.on('exit', (code) => void end(code ?? 0))
  groups.push(child)
}

function signalGroup(child, signal) {
  try {
    if (isWindows) child.kill(signal)
    else process.kill(-child.pid, signal)
    return true
  } catch {
    return false // the whole group is gone
  }
}

async function endGroup(child) {
  const deadline = Date.now() + END_LIMIT_MS
  signalGroup(child, 'SIGTERM')
  while (signalGroup(child, 0) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
  signalGroup(child, 'SIGKILL')
}

function end(code) {
  ending ??= Promise.all(groups.map(endGroup))
    .then(() => display.stop())
    .then(() => process.exit(code))
  return ending
}

const env = { ...toolEnvironment(), ...(process.argv.includes('--fake') ? { HEARTH_ENGINE: 'fake' } : {}) }
const display = await openDisplay(env)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(0))

writeLicences(root)
const engineBuild = ['build', '-c', 'vite.engine.config.ts', '--logLevel', 'warn']
const first = await runStep(toolCommand(root, 'vite', engineBuild), { cwd: root, env: display.env })
if (first.status !== 0) await end(first.status)
start('vite', [...engineBuild, '--watch'], display.env)
const sandbox = canSandbox(electronExecutable(root)) ? [] : ['--noSandbox']
start('electron-vite', ['dev', '--watch', ...sandbox], { ...display.env, ELECTRON_EXEC_PATH: electronExecutable(root) })
