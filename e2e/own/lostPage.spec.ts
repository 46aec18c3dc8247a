import { expect } from '@playwright/test'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Hearth } from '../support/hearth'
import { inWindow, LABEL_OF_COMPOSER } from '../support/inWindow'
import { loadScript } from '../support/preset'
import { test } from '../support/story'

// A page that is lost costs the window its patience for a minute, and a flooded log its room: each story has its own application.

test.beforeEach(({ dataDir }) => loadScript(dataDir, ' A short answer.'))

/** What main alone could do, or a way out that nobody knows yet. */
const loadInWindow = ({ app }: Hearth, url: string): Promise<void> =>
  app.evaluate(async ({ BrowserWindow }, url) => {
    await BrowserWindow.getAllWindows()[0]
      ?.webContents.loadURL(url)
      .catch(() => undefined)
  }, url)

/** Main's monotonic clock goes a minute further: what happened before is no sign any more that the page is lost again and again. */
const passAMinute = ({ app }: Hearth): Promise<void> =>
  app.evaluate(() => {
    const now = performance.now.bind(performance)
    performance.now = () => now() + 61_000
  })

test('a window that shows something else gets Hearth’s page again', async ({ launch }) => {
  const hearth = await launch()
  await expect(hearth.composer).toBeVisible()
  for (const url of [
    'about:blank',
    'app://bundle/assets/nothing',
    'app://bundle/index.html?x',
    'app://nowhere/index.html',
    'about:srcdoc'
  ]) {
    await test.step(url, async () => {
      await loadInWindow(hearth, url)
      await expect.poll(() => inWindow(hearth, LABEL_OF_COMPOSER)).toBe('Message')
      await expect.poll(() => hearth.page.url()).toBe('app://bundle/index.html')
      await passAMinute(hearth)
    })
  }
  hearth.problems.length = 0
})

test('a page that is lost again at once is not loaded for ever: the person decides', async ({ launch }) => {
  const hearth = await launch()
  await expect(hearth.composer).toBeVisible()
  await hearth.app.evaluate(({ dialog }) => {
    const asked: string[] = []
    const answers = Object.assign(dialog, { asked, decide: (response: number): void => void response })
    dialog.showMessageBox = ((_window: unknown, options: { message: string }) => {
      asked.push(options.message)
      return new Promise((resolve) => (answers.decide = (response) => resolve({ response, checkboxChecked: false })))
    }) as never
  })
  const asked = (): Promise<string[]> => hearth.app.evaluate(({ dialog }) => (dialog as unknown as { asked: string[] }).asked)
  await loadInWindow(hearth, 'about:blank')
  await expect.poll(() => inWindow(hearth, LABEL_OF_COMPOSER)).toBe('Message')
  expect(await asked()).toEqual([])
  await loadInWindow(hearth, 'about:blank')
  await expect.poll(asked).toHaveLength(1)
  await loadInWindow(hearth, 'about:blank')
  expect(await asked(), 'one question at a time').toHaveLength(1)
  await hearth.app.evaluate(({ dialog }) => (dialog as unknown as { decide: (response: number) => void }).decide(0))
  await expect.poll(() => inWindow(hearth, LABEL_OF_COMPOSER)).toBe('Message')
})

test('a frame that came into the page all the same costs the page: Hearth loads its own again', async ({ launch }) => {
  const hearth = await launch()
  await expect(hearth.composer).toBeVisible()
  await hearth.page.evaluate(() => Object.assign(window, { isOld: true }))
  await hearth.app.evaluate(({ BrowserWindow }) => {
    const code = "document.body.append(document.createElement('iframe'))"
    void BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScriptInIsolatedWorld(7, [{ code }])
  })
  await expect.poll(() => hearth.page.evaluate(() => 'isOld' in window).catch(() => true)).toBe(false)
  await expect(hearth.composer).toBeVisible()
  expect(await hearth.page.evaluate(() => window.length)).toBe(0)
})

const logs = (dataDir: string): { size: number; lines: string[] } => {
  const folder = join(dataDir, 'logs')
  const files = readdirSync(folder).map((name) => join(folder, name))
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(0, -1))
  return { size: files.reduce((sum, file) => sum + statSync(file).size, 0), lines }
}

test('the page can neither flood the log nor forge an entry in it', async ({ dataDir, launch }) => {
  const hearth = await launch()
  await expect(hearth.composer).toBeVisible()
  const forged = '2026-01-01T00:00:00.000Z error Uncaught: forged'
  await hearth.page.evaluate(async (forged) => {
    const { hearth } = window as unknown as { hearth: { call: (name: string, input: unknown) => Promise<unknown> } }
    for (const end of ['\n', '\r', '\r\n', '\u2028', '\u2029', '\u0085', '\v', '\f'])
      await hearth.call('app.reportFault', { text: `a fault${end}${forged}\u001b[2J\u202e` })
    const text = 'x'.repeat(20_000)
    for (let round = 0; round < 50; round++) {
      await Promise.all(Array.from({ length: 100 }, () => hearth.call('app.reportFault', { text })))
      await Promise.all(Array.from({ length: 100 }, () => hearth.call('conversation.open', { conversationId: round })))
    }
  }, forged)
  const { size, lines } = logs(dataDir)
  expect(size).toBeLessThan(500_000)
  expect(lines.filter((line) => line.includes('In the window')).length).toBeLessThanOrEqual(20)
  for (const line of lines) expect(line).toMatch(/^(\d{4}-\d\d-\d\dT[\d:.]+Z (info|warn|error) | {2}\| )[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u)
  expect(lines.filter((line) => line.startsWith(forged))).toEqual([])
  expect(lines.filter((line) => line.includes('forged')).length, 'what the page said is there, on one line each').toBe(8)
})
