import { expect } from '@playwright/test'
import { script } from './counting'
import type { Hearth } from './hearth'
import { storedText } from './storedText'

/** A generator of numbers from 0 to 1 that gives the same ones for the same seed (Mulberry32, public domain). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Sends a message, stops its reply at a random word, and holds against each other what is on the screen, what is saved, and what the model
 * says: the three are one text, a part of the script from its beginning, and the figures count its words.
 */
export async function stopAtRandom(hearth: Hearth, random: () => number, name: string): Promise<void> {
  const word = Math.floor(random() * 80)
  await hearth.writeInNewChat(name)
  await hearth.page.waitForFunction(
    (wanted) => [...document.querySelectorAll('.message.assistant .message-text')].at(-1)?.textContent?.includes(wanted) ?? false,
    word === 0 ? '' : `w${word}x`
  )
  await hearth.composer.press('Escape') // harmless where the reply has ended by then
  await expect(hearth.replies.getByRole('button', { name: 'Try again' })).toBeVisible()
  const saved = await hearth.savedReply()
  expect(await hearth.lastText(), name).toBe(saved.text)
  expect(storedText(hearth.dataDir, saved.id), name).toBe(saved.text)
  expect(script.startsWith(saved.text), name).toBe(true)
  expect(saved.text.trim() === '' ? 0 : saved.text.trim().split(' ').length, name).toBe(saved.stats?.tokens ?? 0)
}
