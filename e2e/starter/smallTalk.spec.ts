import { expect } from '@playwright/test'
import { starter } from '../support/models'
import { test } from '../support/story'

/** What people type first, and what a reply has that is one. */
const smallTalk = [
  ['hi', /\b(hello|hi|hey)\b/i],
  ['thanks!', /welcome|glad|happy to|pleasure|thank/i],
  ['Was ist die Hauptstadt von Frankreich?', /\b(die|ist|von)\b/i]
] as const

test('what people type first gets a reply that fits, comes to its end, and has a seed of its own each time', async ({ launch }) => {
  const hearth = await launch({ env: { HEARTH_TEST_SAMPLING: '' } }) // chance decides, as it does for people
  await hearth.waitUntilReady()
  const seeds = new Set<number | null>()
  for (const [message, fitting] of smallTalk) {
    await hearth.writeInNewChat(message)
    await hearth.waitForText()
    await hearth.waitUntilReplied()
    const { text, parts, status } = await hearth.savedReply()
    expect(text).toMatch(fitting)
    expect(text).not.toMatch(/<\|im_|\uFFFD/)
    expect(status).toEqual({ kind: 'complete', reason: 'finished' })
    expect(parts).toHaveLength(1)
    expect(parts[0]).toMatchObject({ modelName: starter.name, from: 0 })
    expect(parts[0]?.settings, 'what produced it is stored with it').toMatchObject(starter.recommended.settings)
    seeds.add(parts[0]?.seed ?? null)
  }
  expect(seeds.size).toBe(smallTalk.length)
})
