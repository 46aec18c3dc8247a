import { expect, test as base } from '@playwright/test'
import { rmSync } from 'node:fs'
import { openOwnDisplay } from './display'
import { freshFolder, Hearth, type LaunchOptions } from './hearth'

export interface Story {
  /** A data folder that nobody else has; it goes when the story is over. */
  dataDir: string
  /** Starts Hearth on that folder. Each one is closed after the story, says no problem and leaves no process behind. */
  launch: (options?: LaunchOptions) => Promise<Hearth>
}

export interface Worker {
  /** The screen of this worker. */
  display: null
}

/** A story with a folder, and applications, of its own. */
export const test = base.extend<Story, Worker>({
  display: [
    // Playwright reads from the pattern what a fixture needs.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const close = await openOwnDisplay()
      await use(null)
      await close()
    },
    { scope: 'worker', auto: true }
  ],
  // eslint-disable-next-line no-empty-pattern
  dataDir: async ({}, use) => {
    const folder = freshFolder()
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
  launch: async ({ dataDir }, use) => {
    const launched: Hearth[] = []
    const closed = new Set<Hearth>()
    await use(async (options = {}) => {
      const hearth = await Hearth.launch({ dataDir, ...options })
      launched.push(hearth)
      hearth.app.on('close', () => closed.add(hearth))
      return hearth
    })
    for (const hearth of launched) {
      if (!closed.has(hearth)) await hearth.close()
      expect(hearth.problems).toEqual([])
    }
  }
})
