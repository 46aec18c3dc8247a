import { expect, type Locator } from '@playwright/test'
import fc from 'fast-check'
import { promptTokensOf } from '../../src/shared/domain/promptTokens'
import { defaultChoice } from '../../src/shared/domain/presets'
import { whenFullNames } from '../../src/shared/domain/whenFull'
import type { Hearth } from '../support/hearth'
import { expectAccessible } from '../support/accessibility'
import { loadScript, loadTiny } from '../support/preset'
import { test } from '../support/story'

const meter = ({ page }: Hearth): Locator => page.getByRole('meter', { name: 'Context used' })
const part = ({ page }: Hearth, name: string): Promise<string> =>
  page.getByRole('tabpanel').locator('dl > div').filter({ hasText: name }).locator('dd').innerText()
const unread = (hearth: Hearth): Promise<(string | null)[]> =>
  hearth.transcript.evaluate((log) => [...log.querySelectorAll('article.unread')].map((row) => row.getAttribute('data-message-id')))

const piece = fc.constantFrom(
  'Hello',
  'Grüße aus Köln',
  '東京は雨',
  'שלום',
  '```ts\nlet a = 1\n```',
  '😀👩‍👩‍👧',
  '<|im_end|>',
  '  \n\n',
  'a/b#c',
  '3.14'
)
const draft = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => `Say “yes”. ${pieces.join(' ')}`)
const chat = fc.record({
  drafts: fc.array(draft, { minLength: 1, maxLength: 3 }),
  systemPrompt: fc.option(piece),
  maxTokens: fc.integer({ min: 1, max: 8 }),
  whenFull: fc.constantFrom(...whenFullNames)
})

for (const model of ['starter', 'tiny'] as const) {
  test(`what is shown before sending is what the ${model} model reads then, in any chat`, async ({ dataDir, launch }) => {
    if (model === 'tiny') loadTiny(dataDir)
    const hearth = await launch({ env: { HEARTH_TEST_SAMPLING: '' } })
    await hearth.waitUntilReady()
    for (const { drafts, systemPrompt, maxTokens, whenFull } of fc.sample(chat, { seed: 10, numRuns: 4 })) {
      await hearth.call('conversation.leave', {})
      const choice = { ...defaultChoice, systemPrompt, settings: { maxTokens }, whenFull }
      await hearth.call('conversation.choose', { conversationId: null, choice })
      let at: { conversationId: string | null; parentId: string | null } = { conversationId: null, parentId: null }
      for (const text of drafts) {
        const ledger = await hearth.call('context.measure', { conversationId: at.conversationId, draft: text })
        const { conversation, message, generation } = await hearth.call('generation.send', { ...at, text })
        const isRunning = async () =>
          (await hearth.call('app.start', {})).generations.some((each) => each.generationId === generation.generationId)
        await expect.poll(isRunning).toBe(false)
        const { messages } = await hearth.call('conversation.open', { conversationId: conversation.id })
        const reply = messages.find(({ id }) => id === message.id)
        if (!ledger || reply?.role !== 'assistant' || !reply.stats) throw new Error('It was neither measured nor read')
        expect(promptTokensOf(ledger), text).toBe(reply.stats.promptEvaluated + reply.stats.promptReused)
        at = { conversationId: conversation.id, parentId: message.id }
      }
    }
  })
}

test('the system prompt that the template of a model writes by itself is found, and stands where none is written', async ({
  dataDir,
  launch
}) => {
  loadTiny(dataDir)
  const hearth = await launch({ env: { HEARTH_TEST_SAMPLING: '' } })
  await hearth.waitUntilReady()
  const own = await hearth.call('context.systemPromptOfModel', { thinking: 'automatic' })
  expect(own).toMatch(/^You are .*SmolLM/)
  const prompt = await hearth.call('context.showPrompt', { conversationId: null, draft: 'hi' })
  expect(prompt?.map(({ text }) => text).join('')).toContain(own)
  await hearth.button('Inspector').click()
  const field = hearth.page.getByRole('textbox', { name: 'System prompt' })
  await expect(field).toHaveAttribute('placeholder', `The model’s own is used: “${own}”`)
})

test('the meter follows what is written, opens what it is made of, and greys what will be left out before it is sent', async ({
  dataDir,
  launch
}) => {
  loadScript(dataDir, ' Noted, and thank you.', { contextLength: 512 })
  const hearth = await launch({ env: { HEARTH_TEST_SAMPLING: '' } })
  await hearth.waitUntilReady()
  await expect(meter(hearth)).toBeVisible()
  const before = Number(await meter(hearth).getAttribute('aria-valuenow'))
  await hearth.composer.pressSequentially('abc abc abc abc')
  await expect.poll(async () => Number(await meter(hearth).getAttribute('aria-valuenow'))).toBeGreaterThan(before)
  await hearth.composer.fill('')

  await hearth.ask('One: ' + 'abc '.repeat(40))
  await hearth.ask('Two: ' + 'abc '.repeat(40))
  await hearth.button(/^Context used: /).click()
  await expect(hearth.page.getByRole('tab', { name: 'Context' })).toBeFocused()
  await expect(hearth.page.getByRole('tabpanel')).toContainText('of 504 tokens')
  await expect.poll(() => part(hearth, 'What you are writing')).toBe('0')
  expect(await unread(hearth)).toEqual([])

  await hearth.composer.fill('Three: ' + 'abc '.repeat(110))
  await expect.poll(() => unread(hearth)).not.toEqual([])
  await expect(hearth.page.getByRole('tabpanel')).toContainText('The oldest messages are left out of the next reply')
  const greyed = await unread(hearth)
  await hearth.composer.press('Enter')
  await expect(hearth.replies).toHaveCount(3)
  await hearth.waitUntilReplied()
  const { contextStartId } = await hearth.savedReply()
  const ids = (await hearth.opened()).messages.map(({ id }) => id)
  expect(greyed, 'it was as it had been foretold').toEqual(ids.slice(0, ids.indexOf(contextStartId ?? '')))

  await hearth.composer.fill('abc '.repeat(400))
  await expect(hearth.page.getByRole('tabpanel')).toContainText('longer than the model can read at once')
  await hearth.button('New chat').first().click()
  await expect.poll(() => part(hearth, 'Replies')).toBe('0')
})

test('a chat keeps its first messages where that is chosen: what is left out between is greyed before, and drawn after', async ({
  dataDir,
  launch
}) => {
  loadScript(dataDir, ' Noted, and thank you.', { contextLength: 512 })
  let hearth = await launch()
  await hearth.waitUntilReady()
  await hearth.ask('First: ' + 'abc '.repeat(20))
  await hearth.ask('Second: ' + 'abc '.repeat(60))
  await hearth.button(/^Context used: /).click()
  await hearth.page.getByRole('radio', { name: 'Keep the first messages' }).click()
  await hearth.composer.fill('Third: ' + 'abc '.repeat(100))
  await expect(hearth.page.getByRole('tabpanel')).toContainText('The next reply reads its first messages and the newest ones')
  const greyed = await unread(hearth)
  const { messages: before } = await hearth.opened()
  expect(greyed).toEqual(before.slice(2).map(({ id }) => id))
  const ledger = await hearth.call('context.measure', {
    conversationId: before[0]?.conversationId ?? null,
    draft: await hearth.composer.inputValue()
  })
  await hearth.composer.press('Enter')
  await expect(hearth.replies).toHaveCount(3)
  await hearth.waitUntilReplied()
  const { stats } = await hearth.savedReply()
  expect(ledger && promptTokensOf(ledger)).toBe((stats?.promptEvaluated ?? 0) + (stats?.promptReused ?? 0))
  await hearth.close()

  hearth = await launch()
  await hearth.waitUntilReady()
  const lines = hearth.transcript.locator('.boundary')
  await expect(lines).toHaveText([/^Messages from here on are not read by the model/, 'From here on, the model reads the chat again.'])
  expect(await lines.evaluateAll((all) => all.map((line) => line.nextElementSibling?.textContent?.includes('Second:')))).toEqual([
    true,
    false
  ])
})

test('a chat asks where that is chosen: nothing is left out, the message is saved, and answered with what is chosen', async ({
  dataDir,
  launch
}) => {
  loadScript(dataDir, ' Noted, and thank you.', { contextLength: 512 })
  let hearth = await launch()
  await hearth.waitUntilReady()
  await hearth.ask('First: ' + 'abc '.repeat(60))
  await hearth.button(/^Context used: /).click()
  await hearth.page.getByRole('radio', { name: 'Ask me' }).click()
  await hearth.composer.fill('Second: ' + 'abc '.repeat(110))
  await expect(hearth.page.getByRole('tabpanel')).toContainText('When you send this, Hearth asks what to do')
  expect(await unread(hearth)).toEqual([])
  await hearth.composer.press('Enter')
  await expect(hearth.transcript.getByRole('alert')).toContainText('The chat is longer than the model can read at once')
  await expect(hearth.page.getByRole('tabpanel')).toContainText('When you send this, Hearth asks what to do')
  await hearth.close()

  hearth = await launch()
  await hearth.waitUntilReady()
  await expect(hearth.questions, 'nothing is lost by leaving').toHaveCount(2)
  await expectAccessible(hearth.page, 'a chat that asks what to leave out')
  await hearth.button('Leave out the oldest messages').click()
  await expect(hearth.replies.last()).toContainText('Noted, and thank you.')
  await expect(hearth.replies, 'it is the same reply, and no other variant').toHaveCount(2)
  expect((await hearth.savedReply()).contextStartId).not.toBeNull()
})
