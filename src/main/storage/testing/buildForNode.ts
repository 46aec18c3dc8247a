import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

interface BuiltForNode {
  /** Absolute path: each input as `<name>.mjs`. */
  folder: string
  remove: () => Promise<void>
}

/**
 * Builds programs of plain Node into a temporary folder, by their names: Node takes no TypeScript, and a loader inside the program would be
 * a different thing from what ships. `external`: packages that stay outside.
 */
export async function buildForNode(input: Record<string, string>, external: string[] = []): Promise<BuiltForNode> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-built-'))
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { input, output: { entryFileNames: '[name].mjs' } }
    },
    ssr: { noExternal: true, external }
  })
  return { folder, remove: () => rm(folder, { recursive: true }) }
}
