import { expect } from '@playwright/test'
import type { Hearth } from '../support/hearth'
import { countAndHalt, script as answer } from '../support/counting'
import { inWindow } from '../support/inWindow'
import { loadScript } from '../support/preset'
import { test } from '../support/story'

/** Kills the process that the page is in. */
const killPage = ({ app }: Hearth): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (!contents) throw new Error('There is no window')
    process.kill(contents.getOSProcessId(), 'SIGKILL')
  })

/** The text of the first element that a selector finds. */
const textIn = (hearth: Hearth, selector: string): Promise<string> =>
  inWindow(hearth, `document.querySelector(${JSON.stringify(selector)})?.textContent ?? ''`)

test('when the page’s process dies, the page comes back and the reply goes on, without a seam', async ({ dataDir, launch }) => {
  loadScript(dataDir, answer)
  const hearth = await launch()
  await hearth.waitUntilReady()
  await countAndHalt(hearth, 'Tell me a long story.')
  const [engine] = await hearth.enginePids()
  await killPage(hearth)

  await expect.poll(() => textIn(hearth, '.message.user .message-text'), { timeout: 60_000 }).toBe('Tell me a long story.')
  const before = await textIn(hearth, '.message.assistant .message-text')
  expect(answer.trim().startsWith(before)).toBe(true)
  await hearth.resumeEngine()
  await expect.poll(() => textIn(hearth, '.message.assistant .message-text'), { timeout: 30_000 }).toBe(answer.trim())
  await expect.poll(() => textIn(hearth, '.message.assistant .figures')).toContain('finished')
  expect(await hearth.enginePids(), 'the engine noticed nothing').toEqual([engine])
})

test('a page that dies while it is being loaded is loaded again', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' A short answer.')
  const hearth = await launch()
  await killPage(hearth)
  await expect.poll(() => textIn(hearth, 'h2'), { timeout: 60_000 }).not.toBe('')
  expect(await hearth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true)
})
