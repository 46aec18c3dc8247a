import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { hasProgram } from './setup/systemPackages.mjs'
import { testFolder } from './setup/testFolder.mjs'
import { runStaged } from './stagedRun.mjs'
import { findUnprivilegedUid, processesOf } from './unprivilegedUser.mjs'

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

if (process.platform === 'linux' && hasProgram('Xvfb')) {
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
}

const uid = findUnprivilegedUid()
if (uid !== undefined) {
  test('root runs the end-to-end tests as another user, in a copy this user can read, and cleans up', async () => {
    const root = testFolder() // closed to other users, as a temporary clone is
    const results = path.join(root, 'test-results')
    fs.mkdirSync(path.join(root, 'scripts'))
    fs.writeFileSync(path.join(root, 'secret.txt'), 'content', { mode: 0o600 })
    fs.writeFileSync(
      path.join(root, 'scripts', 'tool.cjs'),
      `const fs = require('fs'), { spawn } = require('child_process')
       spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' }).unref()
       let refused; try { fs.writeFileSync('secret.txt', 'x') } catch (error) { refused = error.code }
       const result = { uid: process.getuid(), groups: process.getgroups(), content: fs.readFileSync('secret.txt', 'utf8'), refused, home: process.env.HOME, cwd: process.cwd() }
       fs.writeFileSync(process.env.HEARTH_E2E_RESULTS + '/result.json', JSON.stringify(result)); process.exit(3)`
    )
    expect(await runStaged({ root, uid, args: ['scripts/tool.cjs'], results, endLimitMs: 100 })).toBe(3)
    const result = JSON.parse(fs.readFileSync(path.join(results, 'result.json'), 'utf8'))
    expect(result).toMatchObject({ uid, content: 'content', refused: 'EACCES' })
    expect(result.groups).not.toContain(0)
    expect(fs.existsSync(result.cwd) || fs.existsSync(result.home)).toBe(false)
    expect(processesOf(uid)).toEqual([])
  })
}
