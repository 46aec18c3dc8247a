import { _electron } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import { canSandbox } from '../../scripts/sandbox.mjs'
import { root } from '../places.mjs'

const folder = import.meta.dirname
const outDir = path.join(root, 'out', 'bench', 'renderer')
const one = (name) => ({ find: new RegExp(`^${name}($|/)`), replacement: `${path.join(root, 'node_modules', name)}$1` })

/** Makes all that the window needs. Once for a benchmark. */
export async function prepareComparison() {
  installPeers()
  await buildPage()
}

/** What `work` makes of a window of its own, which is closed behind it. */
export async function inComparisonWindow(work) {
  const window = await openComparison()
  try {
    return await work(window)
  } finally {
    await window.close()
  }
}

/** Installs the other renderers, unless they are there, as their lock file says. */
function installPeers() {
  const lock = fs.readFileSync(path.join(folder, 'package-lock.json'), 'utf8')
  const stamp = path.join(folder, 'node_modules', '.installed')
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === lock) return
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) throw new Error('The renderers to compare with could not be installed.')
  fs.writeFileSync(stamp, lock)
}

/** The page with all renderers, built as the product is. All of them get the same React. */
async function buildPage() {
  await build({
    root: path.join(folder, 'page'),
    base: './',
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    resolve: { alias: [one('react'), one('react-dom')] },
    build: { outDir, emptyOutDir: true, target: 'chrome130', assetsInlineLimit: 0, modulePreload: false, chunkSizeWarningLimit: 10_000 }
  })
}

/** Opens the window. `begin` gives it a page without a past and shows a side in it. */
async function openComparison() {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-bench-'))
  const app = await _electron.launch({
    args: [path.join(folder, 'electron.cjs'), path.join(outDir, 'index.html')],
    cwd: root,
    chromiumSandbox: canSandbox(),
    env: { ...process.env, HEARTH_BENCH_DATA: data }
  })
  const page = await app.firstWindow()
  page.setDefaultTimeout(900_000)
  const metrics = await metricsOf(page)
  return {
    page,
    metrics,
    async begin(side) {
      await page.reload()
      await page.waitForFunction(() => window.bench)
      await page.evaluate((name) => window.bench.mount(name), side)
    },
    async close() {
      await app.close()
      fs.rmSync(data, { recursive: true, force: true })
    }
  }
}

/** Reads main-thread CPU time since the page opened, in milliseconds, and what Chromium counts. */
export async function metricsOf(page) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await cdp.send('Performance.getMetrics')
    const of = Object.fromEntries(metrics.map(({ name, value }) => [name, value]))
    return { cpu: of.TaskDuration * 1000, script: of.ScriptDuration * 1000, heapMb: of.JSHeapUsedSize / 2 ** 20, nodes: of.Nodes }
  }
}

/** CPU time of the page's main thread while `work` runs, and its result. */
export async function cpuOf(metrics, work) {
  const before = await metrics()
  const result = await work()
  const after = await metrics()
  return { cpu: after.cpu - before.cpu, result }
}
