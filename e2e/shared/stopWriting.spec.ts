import { expect } from '@playwright/test'
import { countAndHalt, resumeAfterStop, script, stopHalted, WORDS } from '../support/counting'
import { test } from '../support/sharedStory'

test('Continue continues without a seam', async ({ hearth, useScript }) => {
  await useScript(script)
  await countAndHalt(hearth)
  await stopHalted(hearth)
  const begun = await hearth.lastText()
  expect(script.trim().startsWith(begun)).toBe(true)
  expect(begun.length).toBeLessThan(script.length)
  const before = (await hearth.savedReply()).stats

  await hearth.button('Continue').click()
  await expect(hearth.replies).toContainText('finished', { timeout: 30_000 })
  expect(await hearth.lastText()).toBe(script.trim())
  await expect(hearth.replies).toHaveCount(1)
  const reply = await hearth.savedReply()
  expect(reply.text).toBe(script)
  expect(reply.stats?.tokens, 'figures are those of the whole reply').toBe(WORDS)
  expect(before?.tokens).toBeLessThan(WORDS)
})

test('stopping at odd moments is harmless', async ({ hearth, useScript }) => {
  await useScript(script)
  const { page, replies } = hearth
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
    await countAndHalt(hearth, 'Stopped twice.')
    const generationId = (await hearth.opened()).generations[0]?.generationId ?? ''
    await Promise.all([1, 2].map(() => hearth.call('generation.stop', { generationId })))
    await hearth.resumeEngine()
    await hearth.composer.press('Escape')
    await hearth.call('generation.stop', { generationId })
    await hearth.waitUntilStopped()
    expect((await hearth.savedReply()).text.trim()).toBe(await hearth.lastText())
  })

  // Both presses in one task of the page, so that nothing can come between them.
  for (const order of ['stop, then switch', 'switch, then stop'] as const) {
    await test.step(`${order} to another chat`, async () => {
      await hearth.button('New chat').click()
      await countAndHalt(hearth, order)
      const stop = await hearth.button('Stop').elementHandle()
      const row = await hearth.conversation('A chat to go to.').getByRole('button').first().elementHandle()
      if (!stop || !row) throw new Error('A button is missing')
      const presses = order === 'stop, then switch' ? [stop, row] : [row, stop]
      await page.evaluate((buttons) => buttons.forEach((button) => (button as HTMLElement).click()), presses)
      await expect(page.getByRole('heading', { level: 1, name: 'A chat to go to.' })).toBeVisible()
      expect(await hearth.savedReply()).toEqual(finished)
      await hearth.open(order)
      await resumeAfterStop(hearth)
      expect((await hearth.savedReply()).text.trim()).toBe(await hearth.lastText())
    })
  }
  await hearth.open('Stopped twice.')
  await replies.getByRole('button', { name: 'Continue' }).click()
  await expect(replies).toContainText('finished', { timeout: 30_000 })
  expect(await hearth.lastText()).toBe(script.trim())
})
