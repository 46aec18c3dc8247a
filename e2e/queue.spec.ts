import { expect } from '@playwright/test'
import { test } from './support/story'

// The scripted engine: the answer to `/hang` takes as long as the story needs, and ends only when it is stopped.

test('messages wait in a queue that can be seen, stopped, taken back and filled', async ({ launch }) => {
  const hearth = await launch({ env: { HEARTH_ENGINE: 'fake' } })
  const { composer, replies, questions, transcript } = hearth
  const writeInNewChat = async (text: string): Promise<void> => {
    await hearth.button('New chat').click()
    await hearth.write(text)
  }
  await hearth.waitUntilReady()
  await hearth.write('/hang on')
  await hearth.waitForText()

  await test.step('a second message waits, and says for what', async () => {
    await writeInNewChat('Second')
    await expect(replies).toContainText('Waiting for “/hang on”…')
    await expect(replies.getByRole('button', { name: 'Stop' })).toBeVisible()
    await expect(replies.getByRole('button', { name: 'Remove' })).toBeVisible()
    await expect(hearth.status).toHaveText('Waiting')
    await expect(transcript, 'nothing is being written here').toHaveAttribute('aria-busy', 'false')
    await expect(hearth.button('Send')).toBeVisible()
  })

  await test.step('Remove gives its text back', async () => {
    await writeInNewChat('Third, taken back')
    await composer.fill('already typing')
    await replies.getByRole('button', { name: 'Remove' }).click()
    await expect(questions).toHaveCount(0)
    await expect(composer).toHaveValue('already typing\n\nThird, taken back')
  })

  await test.step('Stop ends one that waits', async () => {
    await writeInNewChat('Fourth, stopped')
    await replies.getByRole('button', { name: 'Stop' }).click()
    await expect(replies).toContainText('Stopped by you')
    await expect(hearth.textOf(questions)).toHaveText('Fourth, stopped')
  })

  await test.step('a fifth that would wait is refused in words, and its text stays', async () => {
    for (const text of ['Wait 2', 'Wait 3', 'Wait 4']) {
      await writeInNewChat(text)
      await expect(replies).toContainText('Waiting for “/hang on”…')
    }
    await writeInNewChat('Wait 5')
    await expect(hearth.page.getByRole('alert')).toContainText(
      '4 messages are already waiting. Send this one when one of them is answered.'
    )
    await expect(composer).toHaveValue('Wait 5')
    await expect(hearth.conversation('Wait 5')).toHaveCount(0)
  })

  await test.step('once the first is stopped, all are answered in their order', async () => {
    await hearth.open('/hang on')
    await hearth.button('Stop').click()
    await expect(replies).toContainText('Stopped by you')
    for (const title of ['Second', 'Wait 2', 'Wait 3', 'Wait 4']) {
      await hearth.open(title)
      await expect(replies).toContainText('finished', { timeout: 30_000 })
    }
    await expect(hearth.page.getByText('Being answered:')).toHaveCount(0)
  })
})

test('a message behind another one of the same chat', async ({ launch }) => {
  const hearth = await launch({ env: { HEARTH_ENGINE: 'fake' } })
  const { composer, replies } = hearth
  await hearth.waitUntilReady()
  await hearth.write('/long')
  await hearth.waitForText()
  await composer.fill('And after that?')
  await expect(hearth.button('Stop'), 'both can be done').toBeVisible()
  await composer.press('Enter')
  await expect(replies.last()).toContainText('Waiting for “/long”…')
  await composer.press('Escape')
  await expect(replies.first(), 'Esc stops the one that is written').toContainText('Stopped by you')
  await expect(replies.last(), 'and the other one is answered').toContainText('finished')
  await expect(hearth.questions).toHaveCount(2)
})

test('a message that waited when Hearth was cut off is a draft again', async ({ launch }) => {
  let hearth = await launch({ env: { HEARTH_ENGINE: 'fake' } })
  await hearth.waitUntilReady()
  await hearth.write('/hang on')
  await hearth.waitForText()
  await hearth.write('And after that?')
  await expect(hearth.replies.last()).toContainText('Waiting for “/hang on”…')
  await hearth.composer.fill('being typed')
  await expect.poll(async () => (await hearth.opened()).draft).toBe('being typed')
  await hearth.kill()

  hearth = await launch({ env: { HEARTH_ENGINE: 'fake' } })
  await expect(hearth.replies).toContainText('Hearth was closed while this was being written')
  await expect(hearth.composer).toHaveValue('And after that?\n\nbeing typed')
  await expect(hearth.questions).toHaveCount(1)
})
