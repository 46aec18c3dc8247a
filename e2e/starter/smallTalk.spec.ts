import { expect } from '@playwright/test'
import { test } from '../support/story'

const messages = ['hi', 'thanks!', 'Was ist die Hauptstadt von Frankreich?']

test('what people type first gets a reply, with a seed of its own each time', async ({ launch }) => {
  const hearth = await launch({ env: { HEARTH_TEST_SAMPLING: '', HEARTH_TEST_TUNING: '' } }) // as it is for people: nothing is fixed
  await hearth.waitUntilReady()
  const seeds = new Set<number | null>()
  for (const message of messages) {
    await hearth.writeInNewChat(message)
    await hearth.waitForText()
    await hearth.composer.press('Escape') // it need not come to its end
    await hearth.waitUntilReplied()
    const { text, settings, stats, modelName } = await hearth.savedReply()
    expect(text.trim()).not.toBe('')
    expect(text).not.toMatch(/<\|im_|\uFFFD/)
    expect(modelName).toBe('SmolLM2 135M Instruct')
    const recommended = { temperature: 0.1, topP: 0.9, topK: 40, repeatPenalty: 1.15 }
    expect(settings, 'what produced it is stored with it').toMatchObject({ ...recommended, seed: stats?.seed })
    seeds.add(settings?.seed ?? null)
  }
  expect(seeds.size).toBe(messages.length)
})
