import { shell } from 'electron'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelsFolder } from '../core/models/modelService'

const PATIENCE = 5_000 // ms

/** The folder of a data folder that people put models into. */
export function modelsFolderIn(dataFolder: string): ModelsFolder {
  const path = join(dataFolder, 'models')
  let opening: Promise<boolean> | null = null

  async function show(): Promise<boolean> {
    try {
      await mkdir(path, { recursive: true })
      return (await shell.openPath(path)) === '' // anything else is what went wrong
    } catch {
      return false // a file has its place, or its folder cannot be written to
    }
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
