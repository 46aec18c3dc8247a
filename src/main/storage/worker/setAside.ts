import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

// The log goes first. A crash in between leaves the database without its log, which is examined again at the next start;
// the other way round a fresh database would be made beside an old log, and SQLite would throw that log away.
const endings = ['-wal', '-shm', '']

// Holds the new file name from before the first rename until a database is open: a start that is killed in between has told nobody.
const noteBeside = (path: string): string => `${path}.set-aside`

/**
 * Renames the database, with the files SQLite keeps beside it, to `<name>.damaged-<UTC time>.db`. Nothing is deleted.
 * Returns the new file name, without folder; `forgetSetAside` follows once a database is open in its place.
 * Throws the system's error when a rename fails; then all is where it was.
 */
export function setAsideDatabase(path: string, now: Date): string {
  const target = freeName(path, now)
  const moved: string[] = []
  try {
    writeFileSync(noteBeside(path), basename(target))
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

/** The file name, without folder, under which a start that did not come to its end set the database aside; null: none did. */
export function readSetAside(path: string): string | null {
  const note = noteBeside(path)
  const name = existsSync(note) ? basename(readFileSync(note, 'utf8')) : ''
  return name !== '' && existsSync(join(dirname(path), name)) ? name : null
}

export function forgetSetAside(path: string): void {
  rmSync(noteBeside(path), { force: true })
}

function freeName(path: string, now: Date): string {
  const time = now.toISOString().slice(0, 19).replaceAll(':', '-')
  for (let attempt = 1; ; attempt++) {
    const name = join(dirname(path), `${basename(path, '.db')}.damaged-${time}Z${attempt === 1 ? '' : `-${attempt}`}.db`)
    if (!endings.some((ending) => existsSync(name + ending))) return name
  }
}
