import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { modelId } from '../../../shared/domain/ids'
import { recommended, type Recommended } from '../../../shared/domain/recommended'
import type { LibraryEntry, ModelLibrary } from '../../core/models/modelLibrary'
import { systemCode } from '../fileFailure'
import type { CuratedModels } from './curatedModels'
import { isModelFileName, parseModelFileName } from './modelFileName'
import { recommendedFor, SELF_DESCRIPTION } from './recommendedFor'

/** What the library needs of `resources/starter-model.json`. */
export const starterManifest = z.object({
  file: z.string(),
  name: z.string(),
  bytes: z.number().int().min(1),
  sha256: z.string(),
  recommended
})
type StarterManifest = z.infer<typeof starterManifest>

export interface ModelLibraryOptions {
  /** `path`: absolute path of the model that comes with Hearth. */
  starter: { path: string; manifest: StarterManifest }
  /** Absolute path. Its folder `models` need not exist. */
  dataFolder: string
  curated: CuratedModels
}

/** The starter first, then the folder's models by name. Rejects with the system's error when the folder exists and cannot be read. */
export function fileModelLibrary({ starter, dataFolder, curated }: ModelLibraryOptions): ModelLibrary {
  const folder = join(dataFolder, 'models')

  async function list(): Promise<LibraryEntry[]> {
    const [own, names] = await Promise.all([starterEntry(starter), namesIn(folder)])
    const found = await Promise.all(names.map((name) => folderEntry(folder, name, curated)))
    const sorted = found.filter((entry) => entry !== null).sort((a, b) => a.model.name.localeCompare(b.model.name, 'en', { numeric: true }))
    return own ? [own, ...sorted] : sorted
  }

  return { list }
}

async function starterEntry({ path, manifest }: ModelLibraryOptions['starter']): Promise<LibraryEntry | null> {
  const bytes = await fileSize(path)
  if (bytes === null) return null
  const { quantization } = parseModelFileName(manifest.file)
  return {
    path,
    model: { id: 'starter', name: manifest.name, quantization, bytes, isStarter: true },
    recommended: manifest.recommended
  }
}

async function folderEntry(folder: string, fileName: string, curated: CuratedModels): Promise<LibraryEntry | null> {
  const path = join(folder, fileName)
  const id = `folder:${fileName}`
  const { name, quantization, part } = parseModelFileName(fileName)
  if (part !== 1 || !modelId.safeParse(id).success) return null // the first of several files loads the others
  const bytes = await fileSize(path)
  if (bytes === null) return null
  return { path, model: { id, name, quantization, bytes, isStarter: false }, recommended: await recommendedIn(path, name, curated) }
}

/** A file that cannot be read says nothing of itself; its load says what is wrong. */
async function recommendedIn(path: string, name: string, curated: CuratedModels): Promise<Recommended | null> {
  try {
    const handle = await open(path)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(SELF_DESCRIPTION), 0, SELF_DESCRIPTION, 0)
      return recommendedFor(curated, buffer.subarray(0, bytesRead), name)
    } finally {
      await handle.close()
    }
  } catch (thrown) {
    if (systemCode(thrown) !== null) return null
    throw thrown
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter(isModelFileName)
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return []
    throw thrown
  }
}

/** Null when there is no file, or one that cannot be reached. */
async function fileSize(path: string): Promise<number | null> {
  try {
    const found = await stat(path)
    return found.isFile() ? found.size : null
  } catch (thrown) {
    if (systemCode(thrown) !== null) return null
    throw thrown
  }
}
