import { basename, dirname, join } from 'node:path'
import { modelId } from '../../../shared/domain/ids'
import type { ModelFile } from '../../../shared/domain/model'
import { parseModelFileName, partOf } from './modelFileName'
import type { FoundFile } from './searchFolder'

/** One model: a file, or the files that belong together. */
export interface FolderModel {
  readonly model: ModelFile
  /** Of the first file, whether it is there or not. */
  readonly path: string
  /** Those of its files that are there. */
  readonly files: readonly [FoundFile, ...FoundFile[]]
}

/** The models that these files are, each once. Files of one model lie in one folder. */
export function folderModels(files: readonly FoundFile[]): FolderModel[] {
  const models = new Map<string, FoundFile[]>()
  for (const file of files) {
    const name = basename(file.path)
    const place = `${file.place.slice(0, -name.length)}${partOf(name)?.nameOf(1) ?? name}`
    models.set(place, [...(models.get(place) ?? []), file])
  }
  return [...models].flatMap(([place, own]) => folderModel(place, own) ?? [])
}

function folderModel(place: string, files: readonly FoundFile[]): FolderModel | null {
  const [file, ...others] = files
  const id = `folder:${place}`
  if (!file || !modelId.safeParse(id).success) return null
  const path = join(dirname(file.path), place.slice(place.lastIndexOf('/') + 1))
  const bytes = files.reduce((sum, { bytes: own }) => sum + own, 0)
  const missingPart = firstMissing(files)
  const model = { id, ...parseModelFileName(basename(path)), bytes, isStarter: false, ...(missingPart && { missingPart }) }
  return { model, path, files: [file, ...others] }
}

function firstMissing(files: readonly FoundFile[]): ModelFile['missingPart'] {
  const there = new Set<number>()
  let parts = 1
  for (const { path } of files) {
    const own = partOf(basename(path))
    there.add(own?.part ?? 1)
    parts = own?.parts ?? 1
  }
  for (let part = 1; part <= parts; part++) if (!there.has(part)) return { part, parts }
  return undefined
}
