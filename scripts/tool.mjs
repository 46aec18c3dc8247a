// How this project's tools are started: the file and arguments behind a short name.
import fs from 'node:fs'
import path from 'node:path'
import { canSandbox, sandboxArguments } from './sandbox.mjs'
import { electronExecutable } from './setup/electron.mjs'

/** Tells a person why Chromium's sandbox is off, where that person can change it. */
function explainMissingSandbox(executable) {
  if (process.env.HEARTH_SANDBOX === 'off' || process.getuid?.() === 0) return
  const helper = path.join(path.dirname(executable), 'chrome-sandbox')
  console.warn(
    `This system does not let ordinary programs make user namespaces, so Hearth starts without Chromium's sandbox. To switch it on: sudo chown root ${helper} && sudo chmod 4755 ${helper}`
  )
}

/**
 * @param {string} root the checkout
 * @param {string} tool `electron`, `node`, or a name in node_modules/.bin
 * @param {string[]} args
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function toolCommand(root, tool, args) {
  if (tool === 'node') return { command: process.execPath, args, shell: false }
  if (tool === 'electron') {
    const executable = electronExecutable(root)
    if (!canSandbox(executable)) explainMissingSandbox(executable)
    return { command: executable, args: [...args, ...sandboxArguments(executable)], shell: false }
  }
  const link = path.join(root, 'node_modules', '.bin', tool)
  if (process.platform === 'win32') return { command: `"${link}.cmd"`, args, shell: true }
  return { command: process.execPath, args: [fs.realpathSync(link), ...args], shell: false }
}

/** The environment tools get: editors that are built on Electron leave a variable behind that would turn ours into a plain Node. */
export function toolEnvironment(env = process.env) {
  const copy = { ...env }
  delete copy.ELECTRON_RUN_AS_NODE
  return copy
}
