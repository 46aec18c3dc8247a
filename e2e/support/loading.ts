import { expect } from '@playwright/test'
import type { Hearth } from './hearth'

/** Halts the engine that is loading beside the one with this id (undefined: there is no other), so that its load can be looked at. */
export async function haltLoadingEngine(hearth: Hearth, ready: number | undefined): Promise<number> {
  let found: number | undefined
  const look = async (): Promise<number | undefined> => (found = (await hearth.enginePids()).find((pid) => pid !== ready))
  await expect.poll(look, { intervals: [5], message: 'an engine that loads' }).toBeDefined()
  if (found === undefined) throw new Error('No engine loads')
  process.kill(found, 'SIGSTOP')
  return found
}
