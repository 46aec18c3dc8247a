import { basename } from 'node:path'
import { modelUnresponsive } from '../errors/appErrors'
import { delay } from '../async/delay'
import type { Clock } from '../async/clock'
import type { InspectModelFile } from './inspectModelFile'

const PATIENCE = 30_000 // ms. The headers of a model in many files on a slow disk take seconds.

/** `inspect`; a disk that does not answer meanwhile is what is wrong with the file. */
export const inspectInTime =
  (inspect: InspectModelFile, clock: Clock): InspectModelFile =>
  async (path) => {
    const inspected = new AbortController()
    const late = delay(clock, PATIENCE, inspected.signal).then(() => modelUnresponsive(basename(path)))
    try {
      return await Promise.race([inspect(path), late])
    } finally {
      inspected.abort()
    }
  }
