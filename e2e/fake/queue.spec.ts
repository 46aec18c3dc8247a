import { expect } from '@playwright/test'
import { test } from '../support/sharedStory'

// The scripted engine: the reply to `/long 8000` takes two minutes, longer than the story needs, and ends when it is stopped.

test('messages wait in a queue that can be seen, stopped, taken back and filled', async ({ hearth }) => {
  const { composer, replies, questions, transcript } = hearth
  await hearth.write('/long 8000')
  await hearth.waitForText()

  await test.step('a second message waits, and says for what', async () => {
    await hearth.writeInNewChat('Second')
    await expect(replies).toContainText('Waiting for “/long 8000”…')
    await expect(replies.getByRole('button', { name: 'Stop' })).toBeVisible()
    await expect(replies.getByRole('button', { name: 'Remove' })).toBeVisible()
    await expect(hearth.status).toHaveText('Waiting')
    await expect(transcript, 'nothing is being written here').toHaveAttribute('aria-busy', 'false')
    await expect(hearth.button('Send')).toBeVisible()
  })

  await test.step('Remove gives its text back', async () => {
    await hearth.writeInNewChat('Third, taken back')
    await composer.fill('already typing')
    await replies.getByRole('button', { name: 'Remove' }).click()
    await expect(questions).toHaveCount(0)
    await expect(composer).toHaveValue('already typing\n\nThird, taken back')
  })

  await test.step('Stop ends one that waits', async () => {
    await hearth.writeInNewChat('Fourth, stopped')
    await replies.getByRole('button', { name: 'Stop' }).click()
    await expect(replies).toContainText('Stopped by you')
    await expect(hearth.textOf(questions)).toHaveText('Fourth, stopped')
  })

  await test.step('a fifth that would wait is refused in words, and its text stays', async () => {
    for (const text of ['Wait 2', 'Wait 3', 'Wait 4']) {
      await hearth.writeInNewChat(text)
      await expect(replies).toContainText('Waiting for “/long 8000”…')
    }
    await hearth.writeInNewChat('Wait 5')
    await expect(hearth.page.getByRole('alert')).toContainText(
      '4 messages are already waiting. Send this one when one of them is answered.'
    )
    await expect(composer).toHaveValue('Wait 5')
    await expect(hearth.conversation('Wait 5')).toHaveCount(0)
  })

  await test.step('once the first is stopped, all get their replies in order', async () => {
    await hearth.open('/long 8000')
    await hearth.button('Stop').click()
    await expect(replies).toContainText('Stopped by you')
    for (const title of ['Second', 'Wait 2', 'Wait 3', 'Wait 4']) {
      await hearth.open(title)
      await expect(replies).toContainText('finished', { timeout: 15_000 })
    }
    await expect(hearth.page.getByText('Being answered:')).toHaveCount(0)
  })
})

test('a message behind another one of the same chat', async ({ hearth }) => {
  const { composer, replies } = hearth
  await hearth.write('/long 8000')
  await hearth.waitForText()
  await composer.fill('And after that?')
  await expect(hearth.button('Stop'), 'both can be done').toBeVisible()
  await composer.press('Enter')
  await expect(replies.last()).toContainText('Waiting for “/long 8000”…')
  await composer.press('Escape')
  await expect(replies.first(), 'Esc stops the one that is written').toContainText('Stopped by you')
  await expect(replies.last(), 'and the other one gets its reply').toContainText('finished')
  await expect(hearth.questions).toHaveCount(2)
})
