import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

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

/**
 * Builds the storage thread, and the processes that are killed, into a temporary folder. A worker thread of Node takes no TypeScript, and a
 * loader inside the thread would be a different thing from what ships; the bundler that makes the application makes this in under a second.
 */
export async function buildStorage(): Promise<BuiltStorage> {
  const outDir = await mkdtemp(join(tmpdir(), 'hearth-storage-'))
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: false,
      rollupOptions: {
        input: {
          storageWorker: join(here, '../worker/storageWorker.ts'),
          writingProcess: join(here, 'writingProcess.ts'),
          killedMigration: join(here, 'killedMigration.ts'),
          killedOpening: join(here, 'killedOpening.ts')
        },
        output: { entryFileNames: '[name].mjs' }
      }
    },
    ssr: { noExternal: true, external: ['@photostructure/sqlite'] }
  })
  await symlink(resolve(here, '../../../../node_modules'), join(outDir, 'node_modules'), 'junction')
  return {
    workerUrl: pathToFileURL(join(outDir, 'storageWorker.mjs')),
    writingProcess: join(outDir, 'writingProcess.mjs'),
    killedMigration: join(outDir, 'killedMigration.mjs'),
    killedOpening: join(outDir, 'killedOpening.mjs'),
    remove: () => rm(outDir, { recursive: true })
  }
}
