import { expect } from '@playwright/test'
import { launchCounting, script } from '../support/counting'
import { loadScript } from '../support/preset'
import { isAlive } from '../support/processes'
import { test } from '../support/story'

const LONG = { timeout: 25_000 }

test('an engine that hangs while it writes is asked about; starting again keeps the text, and Continue goes on', async ({
  dataDir,
  launch
}) => {
  const hearth = await launchCounting(dataDir, launch)
  const [pid = 0] = await hearth.enginePids()
  const reply = hearth.replies.last()

  await test.step('Wait: the engine lives again, and nothing is asked any more', async () => {
    await expect(reply).toContainText('No answer for 15 s.', LONG)
    await expect(hearth.status).toHaveText('No answer for 15 seconds')
    await reply.getByRole('button', { name: 'Wait' }).click()
    await expect(reply).not.toContainText('No answer')
    await expect(reply).toContainText('No answer for 3', LONG)
  })

  const kept = await hearth.lastText()
  await reply.getByRole('button', { name: 'Start again' }).click()
  await expect(reply.getByRole('alert')).toContainText('The model gave no answer and was started again.')
  await expect.poll(() => isAlive(pid)).toBe(false)
  await hearth.waitUntilReady()
  expect(await hearth.lastText()).toBe(kept)
  expect((await hearth.savedReply()).text.trim()).toBe(kept)
  await hearth.button('Continue').click()
  await expect(reply).toContainText('finished', { timeout: 30_000 })
  expect(await hearth.lastText()).toBe(script.trim())
})

test('an engine that hangs is asked about beside another chat too, where a message is saved and waits', async ({ dataDir, launch }) => {
  const hearth = await launchCounting(dataDir, launch)
  const [pid = 0] = await hearth.enginePids()
  const question = hearth.page.getByText('The model has stopped answering in “Count.”.')

  await hearth.writeInNewChat('And here?')
  await expect(hearth.page.getByRole('region', { name: /^1 message waits for .*“Count\.”/ })).toBeVisible()
  expect((await hearth.opened()).messages.map(({ text }) => text)).toEqual(['And here?', ''])
  await expect(question).toBeVisible(LONG)
  await expect(hearth.conversation('Count.')).toContainText('No answer:')
  await expect(hearth.conversation('And here?')).not.toContainText('No answer:')

  await hearth.button('Show the reply').click()
  await expect(hearth.replies).toContainText('No answer for')
  await expect(question).toHaveCount(0)
  await hearth.open('And here?')
  await expect(question).toBeVisible()

  await hearth.button('Start again').click()
  await expect(question).toHaveCount(0)
  await expect.poll(() => isAlive(pid)).toBe(false)
  await expect(hearth.replies, 'the message that waited is answered').toContainText('finished', { timeout: 30_000 })
  await hearth.open('Count.')
  await expect(hearth.replies.getByRole('alert')).toContainText('The model gave no answer and was started again.')
})

test('an engine that hangs while it loads is asked about, until it is started again', async ({ dataDir, launch }) => {
  loadScript(dataDir, ' A short answer.')
  const hearth = await launch({ holdsEngine: true })
  const question = hearth.page.getByText(/No answer for \d+ s\./)
  await hearth.write('Are you there?')
  await expect(question).toBeVisible(LONG)
  await expect(hearth.button('Cancel')).toBeVisible()
  const [pid = 0] = await hearth.enginePids()
  await hearth.button('Start again').click()
  await expect(question).toHaveCount(0)
  await expect.poll(() => isAlive(pid)).toBe(false)
  await hearth.waitUntilReady()
  await expect(hearth.textOf(hearth.replies)).toHaveText('A short answer.')
})
