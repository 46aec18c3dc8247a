import { expect } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppState } from '../../src/main/core/settings/appStateStore'
import { launchCounting, script } from '../support/counting'
import type { Hearth } from '../support/hearth'
import { longMessage } from '../support/models'
import { loadScript, loadTiny } from '../support/preset'
import { test } from '../support/story'

const sizeOf = ({ app }: Hearth): Promise<number[]> =>
  app
    .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())
    .then((bounds) => [bounds?.width ?? 0, bounds?.height ?? 0])

test('after a restart everything is there: chat, branch, draft and window', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' A short answer.')
  let hearth = await launch()
  await hearth.waitUntilReady()
  await hearth.ask('Name one colour.')
  await hearth.replies.getByRole('button', { name: 'Try again' }).click()
  await expect(hearth.replies).toContainText('2 of 2')
  await hearth.waitUntilReplied()
  await hearth.button('Previous variant').click()
  await expect(hearth.replies).toContainText('1 of 2')
  await hearth.composer.fill('not sent yet')
  await hearth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(900, 640))
  const savedWindow = (): unknown => (JSON.parse(readFileSync(join(dataDir, 'state.json'), 'utf8')) as AppState).window
  await expect.poll(savedWindow).toMatchObject({ width: 900, height: 640 })
  const before = await hearth.opened()
  const shown = await hearth.lastText()
  await hearth.close()

  hearth = await launch()
  await expect(hearth.page.getByRole('heading', { level: 1, name: 'Name one colour.' })).toBeVisible()
  await expect(hearth.replies).toContainText('1 of 2')
  expect(await hearth.lastText()).toBe(shown)
  await expect(hearth.composer).toHaveValue('not sent yet')
  expect(await sizeOf(hearth)).toEqual([900, 640])
  expect(await hearth.opened()).toEqual({ ...before, draft: 'not sent yet' })
  await hearth.waitUntilReady()
  await hearth.composer.fill('')
  await hearth.ask('And another one?')
})

test('quitting while a reply is written saves it', async ({ dataDir, launch }) => {
  let hearth = await launchCounting(dataDir, launch)
  const shown = await hearth.lastText()
  await hearth.close() // the engine stays halted: quitting does not wait for it

  hearth = await launch()
  await expect(hearth.replies).toContainText('Hearth was closed while this was being written')
  await expect(hearth.button('Continue')).toBeVisible()
  const kept = await hearth.lastText()
  expect(kept.startsWith(shown)).toBe(true)
  expect(kept.length).toBeLessThan(script.length)
  await hearth.waitUntilReady()
  await hearth.button('Continue').click()
  await expect(hearth.replies).toContainText('finished', { timeout: 30_000 })
  expect(await hearth.lastText()).toBe(script.trim())
})

test('closing the window while a reply is written saves it, and what was just typed', async ({ dataDir, launch }) => {
  let hearth = await launchCounting(dataDir, launch)
  const shown = await hearth.lastText()
  await hearth.composer.fill('the next thing')
  await hearth.closeWindow()

  hearth = await launch()
  await expect(hearth.replies).toContainText('Hearth was closed while this was being written')
  expect((await hearth.lastText()).startsWith(shown)).toBe(true)
  await expect(hearth.composer).toHaveValue('the next thing')
})

test('a reply cut by kill -9 is there at the next start, and can be continued', async ({ dataDir, launch }) => {
  let hearth = await launchCounting(dataDir, launch)
  const early = await hearth.lastText()
  const onDisk = (): boolean => readFileSync(join(dataDir, 'conversations.db-wal')).includes(early)
  await expect.poll(onDisk, { message: 'the reply is saved as it grows' }).toBe(true)
  await hearth.kill()

  hearth = await launch()
  await expect(hearth.replies).toContainText('Hearth was closed while this was being written')
  const kept = await hearth.lastText()
  expect(kept.startsWith(early)).toBe(true)
  expect(script.trim().startsWith(kept)).toBe(true)
  await expect(hearth.textOf(hearth.questions)).toHaveText('Count.')
  await hearth.waitUntilReady()
  await hearth.button('Continue').click()
  await expect(hearth.replies).toContainText('finished', { timeout: 20_000 })
  await expect(hearth.replies).toHaveCount(1)
  expect(await hearth.lastText()).toBe(script.trim())
})

test('a thought cut by kill -9 is there at the next start, and Continue goes on in it', async ({ dataDir, launch }) => {
  const env = { HEARTH_ENGINE: 'fake' }
  let hearth = await launch({ env })
  await hearth.waitUntilReady()
  await hearth.write('/think 3000')
  await hearth.thoughtButton().click()
  await expect(hearth.thought).toContainText('the second one is easier')
  const early = 'the second one is easier'
  const onDisk = (): boolean => readFileSync(join(dataDir, 'conversations.db-wal')).includes(early)
  await expect.poll(onDisk, { message: 'the thought is saved as it grows' }).toBe(true)
  await hearth.kill()

  hearth = await launch({ env })
  await expect(hearth.replies).toContainText('Hearth was closed while this was being written')
  await hearth.thoughtButton().click()
  await expect(hearth.thought).toContainText(early)
  const kept = (await hearth.savedReply()).thought
  await hearth.waitUntilReady()
  await hearth.button('Continue').click()
  await expect.poll(async () => ((await hearth.thought.textContent()) ?? '').length).toBeGreaterThan(kept?.text.length ?? Infinity)
  await hearth.stop()
  const { text, thought } = await hearth.savedReply()
  expect(text).toBe('')
  expect(thought?.text.startsWith(kept?.text ?? '?')).toBe(true)
})

test('a message that was being read at kill -9 is there at the next start, and gets its reply with Continue', async ({
  dataDir,
  launch
}) => {
  loadTiny(dataDir)
  const message = longMessage(400)
  let hearth = await launch()
  await hearth.waitUntilReady()
  await hearth.write(message)
  await expect(hearth.replies).toContainText(/Reading [1-9][\d,]* of/)
  await hearth.kill()

  hearth = await launch()
  await expect(hearth.replies).toContainText('Hearth was closed while this was being written')
  await expect(hearth.textOf(hearth.questions)).toHaveText(message)
  await expect(hearth.composer, 'it was sent: it is no draft').toHaveValue('')
  await hearth.waitUntilReady()
  await hearth.button('Continue').click()
  await hearth.waitForText()
  await hearth.waitUntilReplied()
  await expect(hearth.replies).toHaveCount(1)
})

test('kill -9 leaves nothing behind at any time', async ({ dataDir, launch }) => {
  loadTiny(dataDir)
  await test.step('while a model loads', async () => {
    const hearth = await launch({ holdsEngine: true })
    await hearth.write('Was this saved?')
    await expect(hearth.replies).toContainText('Waiting for the model to load')
    await hearth.kill()
  })
  await test.step('while nothing is done', async () => {
    const hearth = await launch()
    await expect(hearth.textOf(hearth.questions)).toHaveText('Was this saved?')
    await expect(hearth.replies).toContainText('Hearth was closed while this was being written')
    await hearth.waitUntilReady()
    await hearth.kill()
  })
})

test('messages that waited when Hearth was cut off are a draft again, in their order', async ({ launch }) => {
  let hearth = await launch({ env: { HEARTH_ENGINE: 'fake' } })
  await hearth.waitUntilReady()
  await hearth.write('/long 8000')
  await hearth.waitForText()
  await hearth.write('And after that?')
  await hearth.write('And in the end?')
  await expect(hearth.waiting).toHaveText(['And after that?', 'And in the end?'])
  await hearth.composer.fill('being typed')
  await expect.poll(async () => (await hearth.opened()).draft).toBe('being typed')
  await hearth.kill()

  hearth = await launch({ env: { HEARTH_ENGINE: 'fake' } })
  await expect(hearth.replies).toContainText('Hearth was closed while this was being written')
  await expect(hearth.composer).toHaveValue('And after that?\n\nAnd in the end?\n\nbeing typed')
  await expect(hearth.questions).toHaveCount(1)
})
