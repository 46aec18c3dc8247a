import { existsSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

// The log goes first. A crash in between leaves the database without its log, which is examined again at the next start;
// the other way round a fresh database would be made beside an old log, and SQLite would throw that log away.
const endings = ['-wal', '-shm', '']

/**
 * Renames the database, with the files SQLite keeps beside it, to `<name>.damaged-<UTC time>.db`. Nothing is deleted.
 * Returns the new file name, without folder. Throws the system's error when a rename fails; then all is where it was.
 */
export function setAsideDatabase(path: string, now: Date): string {
  const target = freeName(path, now)
  const moved: string[] = []
  try {
    for (const ending of endings.filter((each) => existsSync(path + each))) {
      renameSync(path + ending, target + ending)
      moved.push(ending)
    }
  } catch (failure) {
    for (const ending of moved) renameSync(target + ending, path + ending)
    throw failure
  }
  return basename(target)
}

function freeName(path: string, now: Date): string {
  const time = now.toISOString().slice(0, 19).replaceAll(':', '-')
  for (let attempt = 1; ; attempt++) {
    const name = join(dirname(path), `${basename(path, '.db')}.damaged-${time}Z${attempt === 1 ? '' : `-${attempt}`}.db`)
    if (!endings.some((ending) => existsSync(name + ending))) return name
  }
}
