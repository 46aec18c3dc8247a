import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { cannotExercise } from './exercised.mjs'
import { testFolder } from './setup/testFolder.mjs'

const root = path.dirname(import.meta.dirname)
const LINKED = ['node_modules', 'resources'] // nothing of these changes; what is built goes into the copy
const LEFT_OUT = ['.git', 'out', 'dist', 'test-results', 'screenshots', ...LINKED]

/** A copy of the checkout: the tools build into it while other tests use the checkout. */
function copyOfCheckout() {
  const copy = testFolder()
  for (const name of fs.readdirSync(root)) {
    if (!LEFT_OUT.includes(name)) fs.cpSync(path.join(root, name), path.join(copy, name), { recursive: true })
  }
  for (const name of LINKED) fs.symlinkSync(path.join(root, name), path.join(copy, name))
  return copy
}

const commandOf = (pid) => {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return '' // it has ended
  }
}
const processesWith = (word) => fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name) && commandOf(name).includes(word))

test('npm run dev:fake serves the page hot, opens it, loads the scripted engine, and leaves nothing behind', async (context) => {
  const reason = cannotExercise('virtualDisplay')
  context.skip(reason !== undefined, reason)
  const copy = copyOfCheckout()
  const dataDir = testFolder()
  const env = { ...process.env, HEARTH_DATA_DIR: dataDir, NO_COLOR: '1', DISPLAY: '', WAYLAND_DISPLAY: '' }
  const child = spawn(process.execPath, ['scripts/dev.mjs', '--fake'], { cwd: copy, env })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  const heard = (pattern) => expect.poll(() => output, { timeout: 90_000 }).toMatch(pattern)

  await heard(/Local:\s+http/)
  const [, address] = /Local:\s+(http\S+)/.exec(output)
  expect(await (await fetch(address)).text()).toContain('/@vite/client')
  await heard(/info Loaded /)
  await expect.poll(() => processesWith(copy).some((pid) => commandOf(pid).includes('index.mjs')), { timeout: 30_000 }).toBe(true)
  await expect.poll(() => fs.existsSync(path.join(dataDir, 'conversations.db')), { timeout: 30_000 }).toBe(true)

  child.kill('SIGTERM')
  await once(child, 'exit')
  expect(processesWith(copy)).toEqual([])
}, 150_000)
