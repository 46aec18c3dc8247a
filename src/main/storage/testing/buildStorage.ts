import { symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildForNode } from './buildForNode'

const here = import.meta.dirname

export interface BuiltStorage {
  workerUrl: URL
  /** Path of the built writingProcess.ts. */
  writingProcess: string
  /** Path of the built killedMigration.ts. */
  killedMigration: string
  /** Path of the built killedOpening.ts. */
  killedOpening: string
  remove: () => Promise<void>
}

/** Builds the storage thread, and the processes that are killed; the bundler that makes the application makes this in under a second. */
export async function buildStorage(): Promise<BuiltStorage> {
  const input = {
    storageWorker: join(here, '../worker/storageWorker.ts'),
    writingProcess: join(here, 'writingProcess.ts'),
    killedMigration: join(here, 'killedMigration.ts'),
    killedOpening: join(here, 'killedOpening.ts')
  }
  const { folder, remove } = await buildForNode(input, ['@photostructure/sqlite'])
  await symlink(resolve(here, '../../../../node_modules'), join(folder, 'node_modules'), 'junction')
  return {
    workerUrl: pathToFileURL(join(folder, 'storageWorker.mjs')),
    writingProcess: join(folder, 'writingProcess.mjs'),
    killedMigration: join(folder, 'killedMigration.mjs'),
    killedOpening: join(folder, 'killedOpening.mjs'),
    remove
  }
}
