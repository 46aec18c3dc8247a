import { expect } from '@playwright/test'
import { launchCounting, script } from './support/counting'
import { askForMuch } from './support/models'
import { loadScript } from './support/preset'
import { test } from './support/story'

test('stopping while the model writes, and what can be done then', async ({ launch }) => {
  const hearth = await launch()
  const { replies } = hearth
  await hearth.waitUntilReady()

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
    expect(await hearth.lastText()).toBe(reply.text)
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
    expect((await hearth.lastText()).startsWith(begun)).toBe(true)
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

test('Continue goes on without a seam', async ({ dataDir, launch }) => {
  const hearth = await launchCounting(dataDir, launch)
  await hearth.composer.press('Escape')
  await expect(hearth.button('Continue')).toBeVisible()
  const begun = await hearth.lastText()
  expect(script.startsWith(begun)).toBe(true)
  expect(begun.length).toBeLessThan(script.length)
  const before = (await hearth.savedReply()).stats

  await hearth.button('Continue').click()
  await expect(hearth.replies).toContainText('finished', { timeout: 30_000 })
  expect(await hearth.lastText()).toBe(script)
  await expect(hearth.replies).toHaveCount(1)
  const reply = await hearth.savedReply()
  expect(reply.text).toBe(script)
  expect(reply.stats?.tokens, 'figures are those of the whole reply').toBe(600)
  expect(before?.tokens).toBeLessThan(600)
})

test('stopping at odd moments is harmless', async ({ dataDir, launch }) => {
  loadScript(dataDir, script)
  const hearth = await launch()
  const { page, replies } = hearth
  await hearth.waitUntilReady()
  await hearth.ask('A chat to go to.')
  const finished = await hearth.savedReply()

  await test.step('something that is over', async () => {
    await hearth.composer.press('Escape')
    await hearth.call('generation.stop', { generationId: '01890000-0000-7000-8000-000000000000' })
    expect(await hearth.savedReply()).toEqual(finished)
    await expect(replies).toContainText('finished')
  })

  await test.step('twice', async () => {
    await hearth.button('New chat').click()
    await hearth.write('Stopped twice.')
    await hearth.waitForText()
    const generationId = (await hearth.opened()).generations[0]?.generationId ?? ''
    await Promise.all([1, 2].map(() => hearth.call('generation.stop', { generationId })))
    await hearth.composer.press('Escape')
    await hearth.call('generation.stop', { generationId })
    await hearth.waitUntilStopped()
    expect((await hearth.savedReply()).text).toBe(await hearth.lastText())
  })

  // Both presses in one task of the page, so that nothing can come between them.
  for (const order of ['stop, then switch', 'switch, then stop'] as const) {
    await test.step(`${order} to another chat`, async () => {
      await hearth.button('New chat').click()
      await hearth.write(order)
      await hearth.waitForText()
      const stop = await hearth.button('Stop').elementHandle()
      const row = await hearth.conversation('A chat to go to.').getByRole('button').first().elementHandle()
      if (!stop || !row) throw new Error('A button is missing')
      const presses = order === 'stop, then switch' ? [stop, row] : [row, stop]
      await page.evaluate((buttons) => buttons.forEach((button) => (button as HTMLElement).click()), presses)
      await expect(page.getByRole('heading', { level: 1, name: 'A chat to go to.' })).toBeVisible()
      expect(await hearth.savedReply()).toEqual(finished)
      await hearth.open(order)
      await hearth.waitUntilStopped()
      expect((await hearth.savedReply()).text).toBe(await hearth.lastText())
    })
  }
  await hearth.open('Stopped twice.')
  await replies.getByRole('button', { name: 'Continue' }).click()
  await expect(replies).toContainText('finished', { timeout: 30_000 })
  expect(await hearth.lastText()).toBe(script)
})
