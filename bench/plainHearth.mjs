import { chromium } from '@playwright/test'
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { sandboxArguments } from '../scripts/sandbox.mjs'
import { root } from './places.mjs'

/**
 * Electron as people start it. Nothing looks at it until its log says that the model is loaded. `attach` has a tool look at its page until
 * `detach`, so that what is measured behind it is Hearth alone.
 */
export async function startPlainly(dataDir) {
  const electron = createRequire(import.meta.url)('electron')
  const startedAt = Date.now()
  const child = spawn(electron, ['.', `--data-dir=${dataDir}`, '--remote-debugging-port=0', ...sandboxArguments(electron)], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe']
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const lines = createInterface({ input: child.stderr })
  const heard = (pattern) => new Promise((resolve) => lines.on('line', (line) => pattern.test(line) && resolve(pattern.exec(line)[1])))
  const [address, loadedAt] = await Promise.all([heard(/listening on (ws:\S+)/), heard(/^(\S+Z) info Loaded /)])
  return {
    pid: child.pid,
    startedAt,
    readyAt: Date.parse(loadedAt),
    attach: () => attach(address),
    close: () => (child.kill(), ended)
  }
}

async function attach(address) {
  const browser = await chromium.connectOverCDP(address)
  const [context] = browser.contexts()
  const page = context.pages()[0] ?? (await context.waitForEvent('page'))
  return { page, detach: () => browser.close() }
}

/** What `work` does with the window while a tool is attached. */
export async function inWindow(hearth, work) {
  const window = await hearth.attach()
  try {
    await work(window)
  } finally {
    await window.detach()
  }
}

/** A reply, stopped after four seconds. */
export async function writeReply(page) {
  const field = page.getByRole('textbox', { name: 'Message' })
  await field.fill('Write a long story about a fisherman and his daughter.')
  await field.press('Enter')
  await page.locator('article').last().waitFor()
  await page.waitForTimeout(4_000)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Try again' }).waitFor()
}
