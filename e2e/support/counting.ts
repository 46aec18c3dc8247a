import { expect } from '@playwright/test'
import type { Hearth, LaunchOptions } from './hearth'
import { words } from './models'
import { loadScript } from './preset'

/** What the model says that is asked to count. It takes it some seconds. */
export const script = words(600)

/** Opens Hearth with a model that counts, and waits until it is in the middle of it. */
export async function launchCounting(dataDir: string, launch: (options?: LaunchOptions) => Promise<Hearth>): Promise<Hearth> {
  loadScript(dataDir, script)
  const hearth = await launch()
  await hearth.waitUntilReady()
  await hearth.write('Count.')
  await expect(hearth.textOf(hearth.replies)).toContainText('w20x')
  return hearth
}
