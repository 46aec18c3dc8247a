// Fails when the lock file lacks a package of some platform. npm leaves out, without a word, an optional package that it cannot find, and with such
// a lock file `npm ci` refuses on every machine.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Whether the lock holds `name` where Node would look for it from `place`: there, or in a node_modules further out. */
function isLocked(packages, place, name) {
  for (let base = place; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    if (packages[base ? `${base}/node_modules/${name}` : `node_modules/${name}`]) return true
    if (!base) return false
  }
}

/**
 * @param {{ packages: Record<string, { version?: string, optionalDependencies?: Record<string, string> }> }} lock
 * @returns {string[]} `parent@version needs name` for each optional package without an entry
 */
export function missingPlatformPackages({ packages }) {
  return Object.entries(packages).flatMap(([place, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !isLocked(packages, place, name))
      .map((name) => `${place || 'package.json'}@${entry.version} needs ${name}`)
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = path.join(path.dirname(import.meta.dirname), 'package-lock.json')
  const missing = missingPlatformPackages(JSON.parse(fs.readFileSync(file, 'utf8')))
  if (missing.length) {
    console.error(`package-lock.json lacks packages of some platforms:\n  ${missing.join('\n  ')}`)
    process.exitCode = 1
  }
}
