import { expect } from '@playwright/test'
import { haltAt, script, stopHalted, waitUntilHalted } from './counting'
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
 * says: the three are one text, a part of the script from its beginning, and the figures count its words. Every second time on average main
 * hears Stop while the engine is halted, so that the reply is cut for certain; otherwise the engine goes on while Stop is on its way.
 */
export async function stopAtRandom(hearth: Hearth, random: () => number, name: string): Promise<void> {
  const word = `w${Math.floor(random() * 80)}x`
  const isCut = random() < 0.5
  await haltAt(hearth, word)
  await hearth.writeInNewChat(name)
  await waitUntilHalted(hearth, word)
  if (isCut) await stopHalted(hearth)
  else await Promise.all([hearth.resumeEngine(), hearth.composer.press('Escape')])
  await expect(hearth.replies.getByRole('button', { name: 'Try again' })).toBeVisible()
  const saved = await hearth.savedReply()
  if (isCut) expect(saved.status, name).toEqual({ kind: 'stopped' })
  // Markdown shows no space before the first word and none after the last one.
  expect(await hearth.lastText(), name).toBe(saved.text.trim())
  expect(storedText(hearth.dataDir, saved.id), name).toBe(saved.text)
  expect(script.startsWith(saved.text), name).toBe(true)
  expect(saved.text.trim() === '' ? 0 : saved.text.trim().split(' ').length, name).toBe(saved.stats?.tokens ?? 0)
}
