import { shell } from 'electron'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelsFolder } from '../core/models/modelService'

const PATIENCE = 5_000 // ms

/** What a path leads to, asked of a disk that may not answer. Rejects with the system's error. */
type Look = (path: string) => Promise<{ readonly kind: 'file' | 'folder' | 'other' }>

/** The folder of a data folder that people put models into. The disk it is on may be another one: main itself asks it nothing before it has answered. */
export function modelsFolderIn(dataFolder: string, look: Look): ModelsFolder {
  const path = join(dataFolder, 'models')
  let opening: Promise<boolean> | null = null

  async function show(): Promise<boolean> {
    try {
      if (!(await isThere())) await mkdir(path, { recursive: true })
      return (await shell.openPath(path)) === '' // anything else is what went wrong
    } catch {
      return false // a file has its place, its disk does not answer, or the folder above cannot be written to
    }
  }

  /** Rejects where something else has its place. */
  async function isThere(): Promise<boolean> {
    const found = await look(path).catch((thrown: unknown) => {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw thrown
    })
    if (found && found.kind !== 'folder') throw new Error(`${path} is no folder`)
    return found !== null
  }

  return {
    path,
    open: () => {
      // One at a time: a disk that does not answer must not be asked again with each press.
      opening ??= show().finally(() => (opening = null))
      return Promise.race([opening, new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PATIENCE).unref())])
    }
  }
}
