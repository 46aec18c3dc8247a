// Files that are pinned by SHA-256. A file is hashed once; later its size and time are enough to know it again.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { SetupError } from './setupError.mjs'

/** @param {string} file @returns {Promise<string>} SHA-256 in hex */
export async function sha256(file) {
  const hash = createHash('sha256')
  for await (const part of fs.createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(part)
  return hash.digest('hex')
}

/** Throws a SetupError that names both sums when the file is another one. */
export async function expectSha256(file, wanted) {
  const found = await sha256(file)
  if (found !== wanted)
    throw new SetupError(`${path.basename(file)} is not the expected file: its SHA-256 is ${found}, expected ${wanted}.`)
}

const stampOf = (file) => `${file}.ok`

function mark(file, wanted) {
  const { size, mtimeMs } = fs.statSync(file)
  return `${wanted} ${size} ${mtimeMs}`
}

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** True when the file is known, or turns out on hashing, to have this SHA-256. */
export async function isVerified(file, wanted) {
  if (!fs.existsSync(file)) return false
  if (readText(stampOf(file)) === mark(file, wanted)) return true
  if ((await sha256(file)) !== wanted) return false
  rememberVerified(file, wanted)
  return true
}

/** Notes size and time of a file whose sum was just checked. A folder that cannot be written only costs the next hash. */
export function rememberVerified(file, wanted) {
  try {
    fs.writeFileSync(stampOf(file), mark(file, wanted))
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error
  }
}

export function removeVerified(file) {
  fs.rmSync(file, { force: true })
  fs.rmSync(stampOf(file), { force: true })
}
