import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { withoutUserNamespaces } from '../../scripts/namespaceLimit.mjs'
import { electronExecutable } from '../../scripts/setup/electron.mjs'

const root = join(import.meta.dirname, '../..')

/**
 * What Playwright loads into an Electron of its own choice: it holds the application back until Playwright is connected. An executable that it
 * is given is started without it; where that one opens its window while Playwright is still connecting, the launch never returns.
 */
const loader = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'lib/server/electron/loader.js')

/** What the one probe says where user namespaces are forbidden. */
export function canSandboxWithoutNamespaces(): boolean {
  const [command = '', ...args] = [...withoutUserNamespaces, process.execPath, join(root, 'scripts', 'sandbox.mjs')]
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

/** A program in `folder` that is Electron with user namespaces forbidden to it. */
export function electronWithoutNamespaces(folder: string): string {
  const file = join(folder, 'electron-without-namespaces.sh')
  const words = [...withoutUserNamespaces, electronExecutable(root), '-r', loader].map((word) => `'${word}'`)
  writeFileSync(file, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`, { mode: 0o755 })
  return file
}
