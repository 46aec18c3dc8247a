import { expect } from '@playwright/test'
import { haltAt, launchCounting, script, stopHalted, waitUntilHalted } from '../support/counting'
import type { Hearth } from '../support/hearth'
import { askForLittle, longMessage } from '../support/models'
import { loadScript, loadTiny } from '../support/preset'
import { test } from '../support/story'

const killed = 'The system ended the model, perhaps because memory ran out. Everything up to here is saved.'

/** Waits until a new engine is there, usable, in the same window. */
async function expectNewEngine(hearth: Hearth, before: number): Promise<void> {
  await hearth.waitUntilReady()
  const pids = await hearth.enginePids()
  expect(pids).toHaveLength(1)
  expect(pids).not.toContain(before)
}

test('an engine that dies while it loads is started again', async ({ dataDir, launch }) => {
  loadTiny(dataDir)
  const hearth = await launch({ holdsEngine: true })
  await hearth.write(askForLittle)
  await expect(hearth.replies).toContainText('Waiting for the model to load')
  const pid = await hearth.signalEngine('SIGKILL')
  await expect(hearth.page.getByText('Starting tiny again')).toBeVisible()
  await expect(hearth.page.getByText('It stopped unexpectedly.')).toBeVisible()
  await expectNewEngine(hearth, pid)
  await hearth.waitForText()
  await hearth.waitUntilReplied()
  await expect(hearth.replies, 'the message that waited gets its reply').toContainText('finished')
  await expect(hearth.banners.getByText('The model was loaded again.')).toBeVisible()
  await hearth.button('Dismiss').click()
  await expect(hearth.banners.getByText('The model was loaded again.')).toHaveCount(0)
})

test('an engine that dies while it reads', async ({ dataDir, launch }) => {
  loadTiny(dataDir)
  const hearth = await launch()
  await hearth.waitUntilReady()
  const message = longMessage(1000)
  await hearth.write(message)
  await expect(hearth.replies).toContainText(/Reading [1-9][\d,]* of/)
  const pid = await hearth.signalEngine('SIGKILL')
  await expect(hearth.replies.getByRole('alert')).toHaveText(killed)
  await expect(hearth.textOf(hearth.questions)).toHaveText(message)
  await expectNewEngine(hearth, pid)
  await hearth.button('New chat').click()
  await hearth.write(askForLittle)
  await hearth.waitForText()
})

test('an engine that dies while it writes, and Continue', async ({ dataDir, launch }) => {
  const hearth = await launchCounting(dataDir, launch)
  const pid = await hearth.signalEngine('SIGKILL')
  const alert = hearth.replies.getByRole('alert')
  await expect(alert).toHaveText(killed)
  const kept = await hearth.lastText()
  expect(kept).toContain('w20x')
  expect(script.trim().startsWith(kept)).toBe(true)
  expect((await hearth.savedReply()).text.trim()).toBe(kept)

  await expectNewEngine(hearth, pid)
  await expect(hearth.banners.getByText('The model was loaded again.')).toBeVisible()
  await hearth.button('Continue').click()
  await expect(hearth.replies).toContainText('finished', { timeout: 30_000 })
  await expect(alert).toHaveCount(0)
  await expect(hearth.replies).toHaveCount(1)
  expect(await hearth.lastText()).toBe(script.trim())
})

test('an engine that dies while nobody needs it', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' A short answer.')
  const hearth = await launch()
  await hearth.waitUntilReady()
  const pid = await hearth.signalEngine('SIGKILL')
  await expect(hearth.banners.getByText('The model was loaded again.')).toBeVisible()
  await expectNewEngine(hearth, pid)
  await hearth.ask('Are you there?')
})

test('an engine that does not hear Stop is ended and loaded again, and the text stays', async ({ dataDir, launch }) => {
  const hearth = await launchCounting(dataDir, launch) // halted, as in a native call that never returns
  const [pid = 0] = await hearth.enginePids()
  await hearth.composer.press('Escape')
  await expect(hearth.replies).toContainText('Stopped by you')
  await expect(hearth.status).toHaveText('Stopped')
  const stopped = (await hearth.savedReply()).text // main has heard Stop: nothing is added any more
  expect(stopped).not.toBe('')
  await expect.poll(() => hearth.enginePids(), { timeout: 15_000 }).not.toContain(pid)
  await expectNewEngine(hearth, pid)
  await expect(hearth.button('Continue')).toBeVisible()
  expect(await hearth.lastText()).toBe(stopped.trim())
  expect((await hearth.savedReply()).text).toBe(stopped)
  await expect(hearth.banners.getByText('The model was started again.')).toBeVisible()
  await haltAt(hearth, 'w60x')
  await hearth.button('Continue').click()
  await waitUntilHalted(hearth, 'w60x')
  await stopHalted(hearth)
  expect((await hearth.lastText()).startsWith(stopped.trim())).toBe(true)
})
