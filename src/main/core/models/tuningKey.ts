import { createHash } from 'node:crypto'
import type { LibraryEntry } from './modelLibrary'

/** What a measured tuning depends on besides the model. */
export interface Computer {
  readonly cpuModel: string
  readonly cpuCount: number
  /** Version of the engine's library: another build has other speeds. */
  readonly engineVersion: string
}

/**
 * Names a stored tuning. A file that is moved, replaced by one of another size, or runs on another processor is measured anew, and so is
 * each kind of device. `offloads`: whether layers are on a graphics card; left out only in the keys of earlier versions.
 */
export function tuningKey({ path, model }: LibraryEntry, computer: Computer, offloads?: boolean): string {
  const device = offloads === undefined ? [] : [offloads]
  const parts = [path, model.bytes, computer.cpuModel, computer.cpuCount, computer.engineVersion, ...device]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}
