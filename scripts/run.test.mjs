import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { cannotExercise } from './exercised.mjs'

const script = path.join(import.meta.dirname, 'run.mjs')
const environment = () => {
  const env = { ...process.env }
  delete env.DISPLAY
  delete env.WAYLAND_DISPLAY
  return env
}

/** Pid of the virtual display that this process started. */
function displayOf(parent) {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => {
      try {
        return new RegExp(`\\(Xvfb\\) \\S ${parent} `).test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))
      } catch {
        return false // ended meanwhile
      }
    })
}

const isAlive = (pid) => fs.existsSync(`/proc/${pid}`)

/** Starts a tool through run.mjs that prints its display and lives until its input or its parent ends. */
async function startTool() {
  const tool =
    "console.log(process.env.DISPLAY); process.stdin.on('data', (text) => process.exit(Number(text))).on('end', () => process.exit())"
  const child = spawn(process.execPath, [script, 'node', '-e', tool], { env: environment() })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [text] = await once(child.stdout, 'data')
  return { child, display: String(text).trim(), pid: displayOf(child.pid) }
}

beforeEach((context) => {
  const reason = cannotExercise('virtualDisplay')
  context.skip(reason !== undefined, reason)
})

test('a tool gets a display, its exit code is passed on, and the display ends with it', async () => {
  const { child, display, pid } = await startTool()
  expect(display).toMatch(/^:\d+$/)
  expect(isAlive(pid)).toBe(true)
  child.stdin.write('7')
  expect((await once(child, 'exit'))[0]).toBe(7)
  expect(isAlive(pid)).toBe(false)
})

test.each(['SIGTERM', 'SIGKILL'])('%s leaves no display behind', async (signal) => {
  const { child, pid } = await startTool()
  expect(isAlive(pid)).toBe(true)
  child.kill(signal)
  child.stdin.destroy()
  await once(child, 'exit')
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false)
})
