import { join } from 'node:path'
import { appState, type AppState, type AppStateStore } from '../../core/settings/appStateStore'
import type { Log } from '../../core/errors/log'
import { openJson } from './jsonFile'
import type { JsonFormat } from './jsonFormat'
import type { SingleFile } from './singleFile'
import { writtenBehind, type Timers } from './writtenBehind'

const format: JsonFormat<AppState> = { schema: appState, migrations: [], maxBytes: 1_000_000 }

interface AppStatePorts {
  log: Log
  singleFile: SingleFile | null
  clock: Timers
}

/** `<folder>/state.json`, made from the single file where there is none yet. Never throws. */
export function openAppState(folder: string, { log, singleFile, clock }: AppStatePorts): AppStateStore {
  const { value, write } = openJson(join(folder, 'state.json'), format, { log, initial: singleFile?.state ?? null })
  return writtenBehind(value, write, { clock, log, failure: 'How the window was left could not be saved' })
}
