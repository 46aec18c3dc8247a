import { expect } from '@playwright/test'
import { promptTokensOf } from '../../src/shared/domain/promptTokens'
import { expectAccessible } from '../support/accessibility'
import { loadScript } from '../support/preset'
import { test } from '../support/story'

test('the oldest messages of a chat are summarized where that is chosen: foretold, written, read in their place, kept, and to be seen', async ({
  dataDir,
  launch
}) => {
  loadScript(dataDir, ' Noted, and thank you.', { contextLength: 2048 })
  let hearth = await launch()
  await hearth.waitUntilReady()
  await hearth.ask('First: ' + 'abc '.repeat(200))
  await hearth.ask('Second: ' + 'abc '.repeat(200))
  await hearth.button(/^Context used: /).click()
  await hearth.page.getByRole('radio', { name: 'Summarize the oldest messages' }).click()
  await hearth.composer.fill('Third: ' + 'abc '.repeat(500))
  const panel = hearth.page.getByRole('tabpanel')
  await expect(panel).toContainText('Before the next reply it writes a summary of the oldest messages')
  await expect(panel.getByText('Summary of earlier messages')).toBeVisible()
  const greyed = await hearth.transcript.locator('article.unread').count()
  expect(greyed).toBeGreaterThan(0)
  await hearth.composer.press('Enter')
  await expect(hearth.replies).toHaveCount(3)
  await hearth.waitUntilReplied()
  const { parts, contextStartId } = await hearth.savedReply()
  expect(parts.at(-1)?.summary?.startId).toBe(contextStartId)
  await expect(panel).toContainText('It reads a summary in place of its oldest messages')

  // What is shown from now on is what is read, to the token.
  const { messages } = await hearth.opened()
  const conversationId = messages[0]?.conversationId ?? null
  const ledger = await hearth.call('context.measure', { conversationId, draft: 'And now?' })
  await hearth.ask('And now?')
  const fourth = await hearth.savedReply()
  expect(ledger && promptTokensOf(ledger)).toBe((fourth.stats?.promptEvaluated ?? 0) + (fourth.stats?.promptReused ?? 0))
  expect(fourth.parts.at(-1)?.summary, 'it is not made anew while the rest fits').toEqual(parts.at(-1)?.summary)
  await hearth.close()

  hearth = await launch()
  await hearth.waitUntilReady()
  await expect(hearth.transcript.locator('.boundary')).toHaveText('The model reads a summary of the messages above: they did not fit.')
  await hearth.button('Summary').click()
  await expect(hearth.page.getByRole('group', { name: 'Summary' })).toHaveText(/Noted, and thank you\./)
  await expectAccessible(hearth.page, 'a chat with its summary open')
  const details = hearth.replies.last().getByRole('button', { name: /^Written by/ })
  await details.click()
  await hearth.button('Summary of earlier messages').click()
  await expect(hearth.page.getByRole('group', { name: 'Summary of earlier messages' })).toHaveText(/Noted, and thank you\./)
})
