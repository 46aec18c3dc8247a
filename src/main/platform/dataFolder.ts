import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export interface DataFolder {
  /** Absolute; everything Hearth writes is under it. */
  folder: string
  /** The folder that should have been used but cannot be written; null when all is well. */
  unwritable: string | null
}

interface Asked {
  /** The value of `--data-dir=DIR` as Electron read it; empty without one. */
  switched: string
  argv: readonly string[]
  env: NodeJS.ProcessEnv
}

/** The folder that the person asked for, absolute, or null: `--data-dir=DIR`, `--data-dir DIR` (people type both), then HEARTH_DATA_DIR. */
export function askedDataFolder({ switched, argv, env }: Asked): string | null {
  const at = argv.indexOf('--data-dir')
  const asked = switched || (at > 0 ? argv[at + 1] : '') || env.HEARTH_DATA_DIR
  return asked ? resolve(asked) : null
}

/** `wanted` where it can be written; otherwise a new folder that the system removes with its temporary files. Makes the folder. */
export function findDataFolder(wanted: string): DataFolder {
  if (isWritable(wanted)) return { folder: wanted, unwritable: null }
  // Not without any folder: Chromium ends the process when it cannot write.
  return { folder: mkdtempSync(join(tmpdir(), 'hearth-unsaved-')), unwritable: wanted }
}

function isWritable(folder: string): boolean {
  const trial = join(folder, `.write-${process.pid}`)
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    writeFileSync(trial, '') // access() does not know about read-only file systems everywhere
    rmSync(trial)
    return true
  } catch {
    return false
  }
}
