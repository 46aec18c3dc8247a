import { expect } from '@playwright/test'
import type { Hearth, LaunchOptions } from './hearth'
import { words } from './models'
import { loadScript } from './preset'

/** What the model says that is asked to count: one token a word, all different. */
export const script = words(600)

/** Asks the model to count, and halts its engine in the middle of it: it cannot have finished before a story looks. */
export async function countAndHalt(hearth: Hearth, question = 'Count.'): Promise<void> {
  await hearth.write(question)
  await expect(hearth.textOf(hearth.replies.last())).toContainText('w20x')
  await hearth.signalEngine('SIGSTOP')
  await expect(hearth.transcript).toHaveAttribute('aria-busy', 'true')
}

/** Opens Hearth with a model that counts, and halts its engine in the middle of it. */
export async function launchCounting(dataDir: string, launch: (options?: LaunchOptions) => Promise<Hearth>): Promise<Hearth> {
  loadScript(dataDir, script)
  const hearth = await launch()
  await hearth.waitUntilReady()
  await countAndHalt(hearth)
  return hearth
}
