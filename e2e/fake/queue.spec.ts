import { expect } from '@playwright/test'
import { test } from '../support/sharedStory'

// The scripted engine: the reply to `/long 8000` takes two minutes, longer than the story needs, and ends when it is stopped.

test('messages wait in a queue that can be seen, changed, taken back and filled', async ({ hearth }) => {
  const { composer, replies, questions, transcript, waiting, page } = hearth
  await hearth.write('/long 8000')
  await hearth.waitForText()

  await test.step('three are sent while the reply is written: they wait in their order, outside the conversation', async () => {
    for (const text of ['Second', 'Third', 'Fourth']) await hearth.write(text)
    await expect(page.getByRole('region', { name: '3 messages wait for this reply' })).toBeVisible()
    await expect(waiting).toHaveText(['Second', 'Third', 'Fourth'])
    await expect(questions).toHaveCount(1)
    await expect(replies).toHaveCount(1)
  })

  await test.step('the second of them is changed by keyboard', async () => {
    await waiting.nth(1).getByRole('button', { name: 'Edit' }).focus()
    await page.keyboard.press('Enter')
    const field = page.getByRole('textbox', { name: 'Edit text' })
    await expect(field).toBeFocused()
    await page.keyboard.type(', changed')
    await page.keyboard.press('Enter')
    await expect(waiting).toHaveText(['Second', 'Third, changed', 'Fourth'])
    await expect(waiting.nth(1).getByRole('button', { name: 'Edit' })).toBeFocused()
  })

  await test.step('Esc in a change drops the change and stops no reply', async () => {
    await page.keyboard.press('Enter')
    await page.keyboard.type(' for nothing')
    await page.keyboard.press('Escape')
    await expect(waiting).toHaveText(['Second', 'Third, changed', 'Fourth'])
    await expect(transcript).toHaveAttribute('aria-busy', 'true')
  })

  await test.step('the third is taken back below what is being written', async () => {
    await composer.fill('already typing')
    await waiting.nth(2).getByRole('button', { name: 'Remove' }).click()
    await expect(waiting).toHaveText(['Second', 'Third, changed'])
    await expect(composer).toHaveValue('already typing\n\nFourth')
    await expect(composer).toBeFocused()
    await composer.fill('')
  })

  await test.step('the first is taken back: what is behind it moves up', async () => {
    await waiting.first().getByRole('button', { name: 'Remove' }).click()
    await expect(waiting).toHaveText(['Third, changed'])
    await expect(composer).toHaveValue('Second')
    await composer.press('Enter')
    await expect(waiting).toHaveText(['Third, changed', 'Second'])
  })

  await test.step('Esc stops the reply, and the messages get theirs in order', async () => {
    await composer.press('Escape')
    await expect(replies.first()).toContainText('Stopped by you')
    await expect(hearth.textOf(questions)).toHaveText(['/long 8000', 'Third, changed', 'Second'])
    await expect(replies.last()).toContainText('finished', { timeout: 15_000 })
    await expect(replies.nth(1)).toContainText('finished')
    await expect(waiting).toHaveCount(0)
  })
})

test('messages wait for a reply in another chat, and no more than four', async ({ hearth }) => {
  const { composer, replies, questions, transcript, waiting, page } = hearth
  await hearth.write('/long 8000')
  await hearth.waitForText()

  await test.step('one says for which chat', async () => {
    await hearth.writeInNewChat('Second')
    await expect(page.getByRole('region', { name: '1 message waits for the reply in “/long 8000”' })).toBeVisible()
    await expect(waiting).toHaveText(['Second'])
    await expect(hearth.status).toHaveText('Waiting')
    await expect(transcript, 'nothing is being written here').toHaveAttribute('aria-busy', 'false')
    await expect(hearth.button('Send')).toBeVisible()
  })

  await test.step('Esc takes back what only waits', async () => {
    await hearth.writeInNewChat('Third, taken back')
    await expect(waiting).toHaveText(['Third, taken back'])
    await composer.press('Escape')
    await expect(waiting).toHaveCount(0)
    await expect(composer).toHaveValue('Third, taken back')
    await expect(questions).toHaveCount(0)
  })

  await test.step('a fifth that would wait is refused in words, and its text stays', async () => {
    for (const text of ['Wait 2', 'Wait 3', 'Wait 4']) {
      await hearth.writeInNewChat(text)
      await expect(waiting).toHaveText([text])
    }
    await hearth.writeInNewChat('Wait 5')
    await expect(page.getByRole('alert')).toContainText('4 messages are already waiting. Send this one when one of them is answered.')
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
    await expect(page.getByText('Being answered:')).toHaveCount(0)
  })
})

test('a change whose turn comes in the middle is kept in the message box', async ({ hearth }) => {
  const { composer, questions, replies, waiting, page } = hearth
  await hearth.write('/long 8000')
  await hearth.waitForText()
  await hearth.write('And then')
  await waiting.first().getByRole('button', { name: 'Edit' }).click()
  await page.keyboard.type(', and after that?')
  await hearth.button('Stop').click()
  await expect(hearth.textOf(questions)).toHaveText(['/long 8000', 'And then'])
  await expect(composer).toHaveValue('And then, and after that?')
  await expect(composer).toBeFocused()
  await expect(hearth.toasts.getByText(/^The message was sent while you were changing it/)).toBeVisible()
  await expect(replies.last()).toContainText('finished')
})

test('a chat that is deleted while messages wait in it comes back with them in its message box', async ({ hearth }) => {
  const { composer, questions, replies, waiting, page } = hearth
  await hearth.write('/long 8000')
  await hearth.waitForText()
  for (const text of ['And then', 'And after that']) await hearth.write(text)
  await expect(waiting).toHaveText(['And then', 'And after that'])
  await composer.fill('Being written')
  await waiting.nth(1).getByRole('button', { name: 'Edit' }).click()
  await page.keyboard.type(', changed')
  await hearth.deleteButton('/long 8000').click()
  await expect(hearth.conversations).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(hearth.textOf(questions)).toHaveText(['/long 8000'])
  await expect(replies).toContainText('Stopped by you')
  await expect(waiting).toHaveCount(0)
  await expect(composer).toHaveValue('Being written\n\nAnd then\n\nAnd after that, changed')
  await expect(page.getByText(/^The message was sent while you were changing it/)).toHaveCount(0)
})
