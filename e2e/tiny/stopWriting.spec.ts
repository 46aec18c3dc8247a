import { expect } from '@playwright/test'
import { letters } from '../support/letters'
import { askForMuch } from '../support/models'
import { test } from '../support/sharedStory'

test('stopping while the model writes, and what can be done then', async ({ hearth }) => {
  const { replies } = hearth

  const stopped = await test.step('the button stops it, and what was written stays', async () => {
    await hearth.write(askForMuch)
    await hearth.waitForText()
    await hearth.button('Stop').click()
    await expect(replies).toContainText('Stopped by you')
    await expect(hearth.transcript).toHaveAttribute('aria-busy', 'false')
    await expect(replies).toContainText(/Stopped by you · [\d,]+ tokens?/)
    await expect(hearth.status).toHaveText('Stopped')
    await expect(hearth.button('Send')).toBeVisible()
    const reply = await hearth.savedReply()
    expect(reply.status).toEqual({ kind: 'stopped' })
    expect(reply.text).not.toBe('')
    expect(letters(await hearth.lastText())).toBe(letters(reply.text))
    return reply
  })

  await test.step('the engine is free at once; Esc stops it as well', async () => {
    await hearth.write(askForMuch)
    await expect(replies).toHaveCount(2)
    await hearth.waitForText()
    await hearth.composer.press('Escape')
    await hearth.waitUntilStopped()
    await expect(hearth.button('Continue')).toBeVisible()
  })

  const begun = await hearth.lastText()
  await test.step('Continue goes on in the same message', async () => {
    await hearth.button('Continue').click()
    await expect(hearth.textOf(replies.last())).not.toHaveText(begun, { timeout: 30_000, useInnerText: false })
    await hearth.composer.press('Escape')
    await hearth.waitUntilStopped()
    await expect(replies).toHaveCount(2)
    expect(letters(await hearth.lastText()).startsWith(letters(begun))).toBe(true)
  })

  const longer = await hearth.lastText()
  await test.step('Try again writes a variant, and both can be read', async () => {
    await replies.last().getByRole('button', { name: 'Try again' }).click()
    await expect(replies.last()).toContainText('2 of 2')
    await hearth.waitForText()
    await hearth.composer.press('Escape')
    await hearth.waitUntilStopped()
    const variant = await hearth.lastText()
    await hearth.button('Previous variant').click()
    await expect(replies.last()).toContainText('1 of 2')
    expect(await hearth.lastText()).toBe(longer)
    await hearth.button('Next variant').click()
    await expect(replies.last()).toContainText('2 of 2')
    expect(await hearth.lastText()).toBe(variant)
  })
  expect((await hearth.savedReplies())[0]).toEqual(stopped)
})
