import { dirname } from 'node:path'
import { modelFaultKind, type ModelFaultKind } from '../../../shared/domain/modelFileFault'
import type { ModelFile } from '../../../shared/domain/model'
import type { Finding } from '../../core/models/modelLibrary'
import { systemCode } from '../fileFailure'
import { NoAnswer } from './answeringReader'
import type { FolderModel } from './folderModels'
import type { FolderReader } from './folderReader'
import { versionOf } from './searchFolder'

/** What the headers of listed models say is wrong with them, by path, size and time of all their files. */
export class HeaderFaults {
  readonly #reader: FolderReader
  #known = new Map<string, ModelFaultKind | null>()
  #listed: readonly FolderModel[] = []

  constructor(reader: FolderReader) {
    this.#reader = reader
  }

  /** The models with the faults that are known, without reading. From now on these are the listed ones. */
  mark(listed: readonly FolderModel[]): ModelFile[] {
    const before = this.#known
    this.#listed = listed
    this.#known = new Map()
    return listed.map((each) => {
      const key = keyOf(each)
      const fault = before.get(key)
      if (fault !== undefined) this.#known.set(key, fault)
      return fault ? { ...each.model, fault } : each.model
    })
  }

  /**
   * Reads the headers that are not known, of a folder whose disk falls silent no more. A file that could not be opened is asked each time.
   * What is found after a newer list was marked is not known to that one, which finds it out itself.
   */
  async *inspect(): AsyncGenerator<Finding> {
    const known = this.#known
    const silent = new Set<string>()
    for (const each of this.#listed) {
      const key = keyOf(each)
      const before = known.get(key)
      if ((before !== undefined && before !== 'inaccessible') || silent.has(dirname(each.path))) continue
      try {
        const fault = await this.#read(each.path)
        known.set(key, fault)
        yield { id: each.model.id, fault }
      } catch (thrown) {
        if (thrown instanceof NoAnswer) silent.add(dirname(each.path))
        else if (systemCode(thrown) === null) throw thrown // otherwise asked with the next list
      }
    }
  }

  async #read(path: string): Promise<ModelFaultKind | null> {
    const error = await this.#reader.inspect(path)
    if (error?.code !== 'model.invalidFile') return null
    return modelFaultKind.safeParse(error.params.fault.kind).data ?? null // a missing part is marked by its name
  }
}

const keyOf = ({ files }: FolderModel): string => files.map(versionOf).join('\n')
