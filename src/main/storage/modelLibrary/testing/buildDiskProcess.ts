import { join } from 'node:path'
import { buildForNode } from '../../testing/buildForNode'

/** Builds the process that reads the models folder. */
export async function buildDiskProcess(): Promise<{ entry: string; remove: () => Promise<void> }> {
  const { folder, remove } = await buildForNode({ diskProcess: join(import.meta.dirname, '../diskProcess.ts') })
  return { entry: join(folder, 'diskProcess.mjs'), remove }
}
