import { dirname, join, sep } from 'node:path'
import * as z from 'zod'
import type { ModelFile } from '../../../shared/domain/model'
import type { ModelId } from '../../../shared/domain/ids'
import { recommended, type Recommended } from '../../../shared/domain/recommended'
import { ModelUnresponsive, type LibraryEntry, type ModelLibrary } from '../../core/models/modelLibrary'
import { systemCode } from '../fileFailure'
import { NoAnswer } from './answeringReader'
import type { CuratedModels } from './curatedModels'
import { folderModels, type FolderModel } from './folderModels'
import type { FolderReader } from './folderReader'
import { HeaderFaults } from './headerFaults'
import { isOtherKind } from './ggufKind'
import { isModelFileName, parseModelFileName, partOf } from './modelFileName'
import { recommendedFor, SELF_DESCRIPTION } from './recommendedFor'
import { searchFolder, versionOf, type FoundFile } from './searchFolder'

/** Bytes of a file in which it says what it is. */
const HEAD = 4_096

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
  /** Absolute path of the models folder, which need not exist. */
  folder: string
  curated: CuratedModels
  /** Gives up on disks that do not answer. */
  reader: FolderReader
}

/** The starter first, then the models of the folder and those below it by name. */
export function fileModelLibrary({ starter, folder, curated, reader }: ModelLibraryOptions): ModelLibrary {
  /** Of the files listed last that could be read, by path, size and time: whether they are no models. */
  let known = new Map<string, boolean>()
  const faults = new HeaderFaults(reader)

  async function list(): ReturnType<ModelLibrary['list']> {
    const own = await starterEntry(starter, reader).catch(nothingIfSilent)
    const { files, problems } = await searchFolder(folder, reader)
    const found = await writers(folderModels(files))
    const sorted = faults.mark(found).sort(byName)
    return { models: own ? [own.model, ...sorted] : sorted, problems }
  }

  /** Those that are models that write, as far as their files say. */
  async function writers(models: readonly FolderModel[]): Promise<FolderModel[]> {
    const writing: FolderModel[] = []
    const kinds = new Map<string, boolean>()
    for (const model of models) {
      const [file] = model.files
      const key = versionOf(file)
      const isOther = known.get(key) ?? (await readKind(file))
      if (isOther !== null) kinds.set(key, isOther)
      if (isOther !== true) writing.push(model) // of one that could not be read, its load says what is wrong
    }
    known = kinds
    return writing
  }

  /** Null for a file that could not be read: the next list asks it again. */
  async function readKind({ path }: FoundFile): Promise<boolean | null> {
    try {
      return isOtherKind(await reader.head(path, HEAD))
    } catch (thrown) {
      if (!(thrown instanceof NoAnswer) && systemCode(thrown) === null) throw thrown
      return null
    }
  }

  async function find(id: ModelId): Promise<LibraryEntry | null> {
    try {
      return id === 'starter' ? await starterEntry(starter, reader) : await findInFolder(id)
    } catch (thrown) {
      throw thrown instanceof NoAnswer ? new ModelUnresponsive() : thrown
    }
  }

  async function findInFolder(id: ModelId): Promise<LibraryEntry | null> {
    const names = namesOf(id)
    const name = names?.at(-1)
    if (!names || name === undefined) return null
    const path = join(folder, ...names)
    const first = partOf(name)
    if (first && first.part !== 1) return null
    const present = first ? (await namesIn(dirname(path), reader)).filter((other) => partOf(other)?.nameOf(1) === name) : [name]
    const files = await Promise.all(present.map((other) => lookAt([...names.slice(0, -1), other])))
    const [found] = folderModels(files.filter((file) => file !== null))
    if (!found) return null
    return { model: found.model, path: found.path, recommended: await recommendedIn(found.path, found.model.name) }
  }

  /** A file that cannot be read says nothing of itself; its load says what is wrong. */
  async function recommendedIn(path: string, name: string): Promise<Recommended | null> {
    try {
      return recommendedFor(curated, await reader.head(path, SELF_DESCRIPTION), name)
    } catch (thrown) {
      if (systemCode(thrown) !== null) return null
      throw thrown
    }
  }

  async function lookAt(names: readonly string[]): Promise<FoundFile | null> {
    const path = join(folder, ...names)
    const bytes = await fileSize(path, reader)
    return bytes === null ? null : { place: names.join('/'), path, bytes, changedAt: 0 }
  }

  return { list, inspectListed: () => faults.inspect(), find }
}

/** Of two with one name, the one that lies nearer to the top first. */
const byName = (a: ModelFile, b: ModelFile): number =>
  a.name.localeCompare(b.name, 'en', { numeric: true }) || depthOf(a) - depthOf(b) || (a.id < b.id ? -1 : 1)

const depthOf = ({ id }: ModelFile): number => id.split('/').length

function nothingIfSilent(thrown: unknown): null {
  if (thrown instanceof NoAnswer) return null
  throw thrown
}

/** The names on the way to a model below the folder; null for what is no id that `list` could give. */
function namesOf(id: ModelId): string[] | null {
  const names = id.startsWith('folder:') ? id.slice('folder:'.length).split('/') : []
  const isName = (name: string): boolean => name !== '' && !name.startsWith('.') && !name.includes('\0') && !name.includes(sep)
  return isModelFileName(names.at(-1) ?? '') && names.every(isName) ? names : null
}

async function starterEntry({ path, manifest }: ModelLibraryOptions['starter'], reader: FolderReader): Promise<LibraryEntry | null> {
  const bytes = await fileSize(path, reader)
  if (bytes === null) return null
  const { quantization } = parseModelFileName(manifest.file)
  return {
    path,
    model: { id: 'starter', name: manifest.name, quantization, bytes, isStarter: true },
    recommended: manifest.recommended
  }
}

async function namesIn(path: string, reader: FolderReader): Promise<string[]> {
  try {
    return (await reader.items(path)).map(({ name }) => name)
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown
    return []
  }
}

/** Null when there is no file. Zero for one that cannot be reached: its load says so. */
async function fileSize(path: string, reader: FolderReader): Promise<number | null> {
  try {
    const found = await reader.look(path)
    return found.kind === 'file' ? found.bytes : null
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code === null) throw thrown
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' ? null : 0
  }
}
