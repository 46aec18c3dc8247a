import { open, readdir, stat } from 'node:fs/promises'
import type { InspectModelFile } from '../../core/models/inspectModelFile'
import type { ReadModelShape } from '../../core/models/modelShape'
import { inspectModelFile } from './inspectModelFile'
import { readModelShape } from './readModelShape'

/** One name in a folder. `unknown`: some file systems do not say what it is. */
export interface FolderItem {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link' | 'unknown'
}

/** What a path leads to, links followed. `identity`: the same for two paths to one thing. */
export interface Found {
  readonly kind: 'file' | 'folder' | 'other'
  readonly bytes: number
  readonly changedAt: number
  readonly identity: string
}

/** The questions that are asked of the disks that models are on. Every one rejects with the system's error. */
export interface FolderReader {
  items(path: string): Promise<FolderItem[]>
  look(path: string): Promise<Found>
  /** The first bytes of a file, at most so many. */
  head(path: string, bytes: number): Promise<Buffer>
  inspect: InspectModelFile
  shape: ReadModelShape
}

export const diskReader: FolderReader = {
  async items(path) {
    const items = await readdir(path, { withFileTypes: true })
    return items.map((item) => ({
      name: item.name,
      kind: item.isFile() ? 'file' : item.isDirectory() ? 'folder' : item.isSymbolicLink() ? 'link' : 'unknown'
    }))
  },
  async look(path) {
    const found = await stat(path, { bigint: true })
    return {
      kind: found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other',
      bytes: Number(found.size),
      changedAt: Number(found.mtimeMs),
      identity: `${found.dev}:${found.ino}`
    }
  },
  async head(path, bytes) {
    const handle = await open(path)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  },
  inspect: inspectModelFile,
  shape: readModelShape
}
