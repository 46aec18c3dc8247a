import { app } from 'electron'
import { join } from 'node:path'

/** Where the parts of Hearth lie, installed or run from the repository. All absolute. */
export interface Places {
  /** The folder of the built page. */
  page: string
  engineEntry: string
  /** Of the process that reads the models folder. */
  diskEntry: string
  /** The plain Node that runs both on Linux. */
  engineNode: string
  models: string
  starterManifest: string
  curatedModels: string
  packageManifest: string
  /** The list that the build makes. */
  licences: string
  icon: string
}

export function findPlaces(): Places {
  const root = app.getAppPath()
  // Packaged, what plain Node must read lies beside the archive, and large files in the resources folder.
  const unpacked = app.isPackaged ? join(process.resourcesPath, 'app.asar.unpacked') : root
  const resources = app.isPackaged ? process.resourcesPath : join(root, 'resources')
  return {
    page: join(import.meta.dirname, '../renderer'),
    engineEntry: join(unpacked, 'out', 'engine', 'index.mjs'),
    diskEntry: join(unpacked, 'out', 'engine', 'diskProcess.mjs'),
    engineNode: app.isPackaged ? join(resources, 'node') : join(resources, 'node', 'node'),
    models: join(resources, 'models'),
    starterManifest: join(resources, 'starter-model.json'),
    curatedModels: join(resources, 'models.json'),
    packageManifest: join(root, 'package.json'),
    licences: join(import.meta.dirname, '../licences.json'),
    icon: join(resources, 'icon.png')
  }
}
