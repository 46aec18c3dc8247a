import { join } from 'node:path'
import { appState, type AppState, type AppStateStore } from '../../core/settings/appStateStore'
import type { Log } from '../../core/errors/log'
import { openJson } from './jsonFile'
import type { JsonFormat } from './jsonFormat'
import { keyedValues } from './keyedValues'
import type { SingleFile } from './singleFile'

const format: JsonFormat<AppState> = { schema: appState, migrations: [], maxBytes: 1_000_000 }

/** `<folder>/state.json`, made from the single file where there is none yet. Never throws. */
export function openAppState(folder: string, { log, singleFile }: { log: Log; singleFile: SingleFile | null }): AppStateStore {
  const { value, write } = openJson(join(folder, 'state.json'), format, { log, initial: singleFile?.state ?? null })
  return keyedValues(value, write)
}
