import { expect } from '@playwright/test'
import { words } from '../support/models'
import { test } from '../support/sharedStory'

test('an empty or blank message cannot be sent', async ({ hearth }) => {
  await expect(hearth.button('Send')).toBeDisabled()
  for (const blank of [' ', '\n\n\t', '\u00a0\u2003\u3000', '\u200b']) {
    await hearth.composer.fill(blank)
    await expect(hearth.button('Send')).toBeDisabled()
    await hearth.composer.press('Enter')
  }
  await hearth.composer.fill(' x ')
  await expect(hearth.button('Send')).toBeEnabled()
  await hearth.composer.fill('')
  await expect(hearth.button('Send')).toBeDisabled()
  await expect(hearth.conversations).toHaveCount(0)
  await expect(hearth.page.getByRole('heading', { level: 1 })).toHaveText('New chat')
})

test('a message longer than the model can hold is refused before it is sent, with both numbers, and stays in the composer', async ({
  hearth
}) => {
  await hearth.waitUntilReady()
  const long = words(9000)
  await hearth.composer.fill(long)
  await hearth.composer.press('Enter')
  const refusal = hearth.page.getByRole('alert')
  await expect(refusal).toHaveText(
    /^This message is too long for the model: [\d,]+ tokens, and it can read at most [\d,]+ and keep room for an answer\. Nothing was sent\.$/
  )
  const [tokens = 0, limit = 0] = [...((await refusal.textContent()) ?? '').matchAll(/\d[\d,]*/g)].map(([number]) =>
    Number(number.replaceAll(',', ''))
  )
  expect(tokens).toBeGreaterThan(limit)
  expect(limit).toBeGreaterThan(1000)
  await expect(hearth.composer).toHaveValue(long)
  await expect(hearth.conversations).toHaveCount(0)
  await hearth.composer.fill('Short.')
  await expect(refusal).toHaveCount(0)
})

test('in an open chat the refusal leaves the chat as it was', async ({ hearth, useScript }) => {
  await useScript(' A short answer.', { contextLength: 512 })
  await hearth.waitUntilReady()
  await hearth.ask('First')
  const long = 'long '.repeat(900)
  await hearth.write(long)
  await expect(hearth.page.getByRole('alert')).toContainText('too long for the model')
  await expect(hearth.composer).toHaveValue(long)
  await expect(hearth.questions).toHaveCount(1)
  await hearth.ask('Second')
  await expect(hearth.textOf(hearth.questions)).toHaveText(['First', 'Second'])
})

test('a text larger than Hearth can send is refused and stays', async ({ hearth }) => {
  await expect(hearth.composer).toBeVisible()
  const huge = 'x'.repeat(1_000_001)
  await hearth.composer.fill(huge)
  await hearth.composer.press('Enter')
  await expect(hearth.page.getByRole('alert')).toHaveText(
    'This message is too long: 1,000,001 characters, and Hearth can send 1,000,000. Nothing was sent.'
  )
  expect((await hearth.composer.inputValue()).length).toBe(huge.length)
})
