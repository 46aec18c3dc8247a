import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

/** Builds the process that reads the models folder into a temporary folder: Node takes no TypeScript. */
export async function buildDiskProcess(): Promise<{ entry: string; remove: () => Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'hearth-disk-process-'))
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      rollupOptions: {
        input: { diskProcess: join(import.meta.dirname, '../diskProcess.ts') },
        output: { entryFileNames: '[name].mjs' }
      }
    },
    ssr: { noExternal: true }
  })
  return { entry: join(outDir, 'diskProcess.mjs'), remove: () => rm(outDir, { recursive: true }) }
}
