import { join } from 'node:path'
import type { ModelsFolderProblem } from '../../../shared/domain/modelListing'
import { systemCode } from '../fileFailure'
import { NoAnswer } from './answeringReader'
import type { FolderItem, FolderReader, Found } from './folderReader'
import { isModelFileName } from './modelFileName'

/** Levels of folders below the models folder. Programs that keep models use three. */
const DEEPEST = 5
/** Names that are looked at, and model files that are taken. */
const MOST_LOOKS = 10_000
const MOST_FILES = 500
const MOST_PROBLEMS = 5
/** Places that may not answer and are waited for together. */
const TOGETHER = 16

/** `place`: below the folder that was searched, with `/`. */
export interface FoundFile {
  readonly place: string
  readonly path: string
  readonly bytes: number
  readonly changedAt: number
}

/** The same for as long as the file is. */
export const versionOf = ({ path, bytes, changedAt }: FoundFile): string => `${path}|${bytes}|${changedAt}`

interface Folder {
  readonly path: string
  /** Empty for the folder that is searched. */
  readonly place: string
  readonly depth: number
}

/** What may lead elsewhere. */
interface Link {
  readonly above: Folder
  readonly item: FolderItem
}

/**
 * The model files in a folder and the folders below it, links followed, each folder once. Links come last: they may lead to a disk that does
 * not answer, and where one leads to a folder that is searched anyway, its models are found at their own place. Nothing in it keeps the rest from being found:
 * what could not be read is a problem, in words where it can be shown. Names that begin with a dot are left out.
 */
export async function searchFolder(path: string, reader: FolderReader): Promise<{ files: FoundFile[]; problems: ModelsFolderProblem[] }> {
  const search = new FolderSearch(reader)
  await search.run(path)
  return { files: search.files, problems: search.problems.slice(0, MOST_PROBLEMS) }
}

class FolderSearch {
  readonly files: FoundFile[] = []
  readonly problems: ModelsFolderProblem[] = []
  readonly #reader: FolderReader
  readonly #seen = new Set<string>()
  /** Those of all folders, walked when nothing else is left. */
  readonly #links: Link[] = []
  #looks = 0

  constructor(reader: FolderReader) {
    this.#reader = reader
  }

  async run(path: string): Promise<void> {
    await this.#readFolders({ path, place: '', depth: 0 })
    for (const [index, { above, item }] of this.#links.entries()) {
      if (this.#isFull()) return
      if (index % TOGETHER === 0) await this.#waitFor(this.#links.slice(index, index + TOGETHER).map(pathOf))
      const folder = await this.#take(above, item)
      if (folder) await this.#readFolders(folder)
    }
  }

  async #readFolders(first: Folder): Promise<void> {
    const folders = [first]
    // A list is walked to its end, what is added meanwhile included: the folders nearest to the top first.
    for (const [index, folder] of folders.entries()) {
      if (this.#isFull()) return
      if (index % TOGETHER === 0) await this.#waitFor(folders.slice(index, index + TOGETHER).map(({ path }) => path))
      for (const below of await this.#readFolder(folder)) folders.push(below)
    }
  }

  /** Asks them at once, so that those that do not answer are waited for together: they are asked again in their order, and refused then. */
  async #waitFor(paths: readonly string[]): Promise<void> {
    await Promise.allSettled(paths.map((path) => this.#reader.look(path)))
  }

  /** Takes the model files of one folder, puts its links with the others and returns the folders in it. */
  async #readFolder(folder: Folder): Promise<Folder[]> {
    try {
      const { kind, identity } = await this.#reader.look(folder.path)
      if (kind !== 'folder') throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR', syscall: 'stat' })
      if (this.#seen.has(identity)) return []
      this.#seen.add(identity)
      return await this.#takeAll(folder, await this.#reader.items(folder.path))
    } catch (thrown) {
      this.#addProblem(problemWith(folder.place, thrown))
      return []
    }
  }

  async #takeAll(folder: Folder, items: readonly FolderItem[]): Promise<Folder[]> {
    const below: Folder[] = []
    for (const item of inOrder(items)) {
      if (this.#isFull()) break
      const mayLead = item.kind === 'link' || item.kind === 'unknown'
      if (mayLead) this.#links.push({ above: folder, item })
      const inner = mayLead ? null : await this.#take(folder, item)
      if (inner) below.push(inner)
    }
    return below
  }

  async #take({ path, place, depth }: Folder, item: FolderItem): Promise<Folder | null> {
    const inner = { path: join(path, item.name), place: place === '' ? item.name : `${place}/${item.name}`, depth: depth + 1 }
    const mayBeModel = isModelFileName(item.name) && item.kind !== 'folder'
    const mayBeFolder = item.kind !== 'file'
    if (!mayBeModel && !mayBeFolder) return null
    this.#looks += 1
    const found = item.kind === 'folder' ? null : await this.#look(inner, place)
    if (mayBeModel && found?.kind === 'file') this.files.push({ ...inner, bytes: found.bytes, changedAt: found.changedAt })
    if (item.kind !== 'folder' && found?.kind !== 'folder') return null
    if (inner.depth <= DEEPEST) return inner
    this.#addProblem({ kind: 'tooDeep', limit: DEEPEST })
    return null
  }

  /** Null for what leads nowhere, or cannot be reached. `above`: the place of the folder that it is in, which may not let it be seen. */
  async #look({ path, place }: Folder, above: string): Promise<Found | null> {
    try {
      return await this.#reader.look(path)
    } catch (thrown) {
      const code = systemCode(thrown)
      if (code !== 'ENOENT' && code !== 'ELOOP') this.#addProblem(problemWith(code === 'EACCES' ? above : place, thrown))
      return null
    }
  }

  #isFull(): boolean {
    const limit = this.files.length >= MOST_FILES ? MOST_FILES : this.#looks >= MOST_LOOKS ? MOST_LOOKS : null
    if (limit !== null) this.#addProblem({ kind: 'tooMany', limit })
    return limit !== null
  }

  #addProblem(problem: ModelsFolderProblem | null): void {
    const isKnown = this.problems.some((known) => JSON.stringify(known) === JSON.stringify(problem))
    if (problem && !isKnown) this.problems.push(problem)
  }
}

const pathOf = ({ above, item }: Link): string => join(above.path, item.name)

/** By name. */
function inOrder(items: readonly FolderItem[]): FolderItem[] {
  return items.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Null where there is no folder at all, which is no problem. `place`: empty for the folder that is searched. */
function problemWith(place: string, thrown: unknown): ModelsFolderProblem | null {
  const folder = place === '' ? null : place
  if (thrown instanceof NoAnswer) return { kind: 'unresponsive', folder }
  const code = systemCode(thrown)
  if (code === null) throw thrown
  if (code === 'ENOENT') return null
  if (folder === null && code === 'ENOTDIR') return { kind: 'notAFolder' }
  if (folder === null && code === 'ELOOP') return { kind: 'linksToItself' }
  return { kind: 'unreadable', folder }
}
