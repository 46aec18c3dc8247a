// Where set-up keeps what it fetched, so that a second checkout and every `npm ci` find it again: ~/.cache/hearth.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/**
 * The first of these folders that can be written: $XDG_CACHE_HOME/hearth, ~/.cache/hearth, node_modules/.cache/hearth.
 * @param {string} root the checkout
 * @param {NodeJS.ProcessEnv} [env]
 */
export function cacheFolder(root, env = process.env) {
  const home = env.HOME || os.homedir()
  const candidates = [
    env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME) ? path.join(env.XDG_CACHE_HOME, 'hearth') : '',
    home ? path.join(home, '.cache', 'hearth') : '',
    path.join(root, 'node_modules', '.cache', 'hearth')
  ]
  for (const folder of candidates.filter(Boolean)) {
    try {
      fs.mkdirSync(folder, { recursive: true })
      fs.accessSync(folder, fs.constants.W_OK)
      return folder
    } catch {
      continue // not writable: the next one
    }
  }
  return candidates[2]
}

/** A hard link where the disk allows one, otherwise a copy; the target appears whole or not at all. */
export function linkOrCopy(from, to) {
  fs.mkdirSync(path.dirname(to), { recursive: true })
  const temporary = `${to}.${process.pid}.tmp`
  fs.rmSync(temporary, { force: true })
  try {
    fs.linkSync(from, temporary)
  } catch {
    fs.copyFileSync(from, temporary, fs.constants.COPYFILE_FICLONE)
  }
  fs.renameSync(temporary, to)
}
