import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withoutUserNamespaces } from '../../scripts/namespaceLimit.mjs'
import { electronExecutable } from '../../scripts/setup/electron.mjs'

const root = join(import.meta.dirname, '../..')

/** What the one probe says where user namespaces are forbidden. */
export function canSandboxWithoutNamespaces(): boolean {
  const [command = '', ...args] = [...withoutUserNamespaces, process.execPath, join(root, 'scripts', 'sandbox.mjs')]
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

/** A program in `folder` that is Electron with user namespaces forbidden to it. */
export function electronWithoutNamespaces(folder: string): string {
  const file = join(folder, 'electron-without-namespaces.sh')
  const words = [...withoutUserNamespaces, electronExecutable(root)].map((word) => `'${word}'`)
  writeFileSync(file, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`, { mode: 0o755 })
  return file
}
