import { join } from 'node:path'
import type { FolderItem, FolderReader } from './folderReader'
import { isModelFileName } from './modelFileName'

/** On which devices paths lie, as far as the answers of a disk have told. */
export class KnownDevices {
  readonly #devices = new Map<string, string>()

  of(path: string): string | undefined {
    return this.#devices.get(path)
  }

  /** `inner`, whose answers are remembered. */
  watch(inner: FolderReader): FolderReader {
    return {
      items: async (path) => {
        const items = await inner.items(path)
        this.#learnFiles(path, items)
        return items
      },
      look: async (path) => {
        const found = await inner.look(path)
        this.#devices.set(path, found.device)
        return found
      },
      head: (path, bytes) => inner.head(path, bytes)
    }
  }

  /** A file lies where its folder does. A link may lead elsewhere, and in the place of a folder another device may be mounted. */
  #learnFiles(folder: string, items: readonly FolderItem[]): void {
    const device = this.#devices.get(folder)
    if (device === undefined) return
    for (const { name, kind } of items) if (kind === 'file' && isModelFileName(name)) this.#devices.set(join(folder, name), device)
  }
}
