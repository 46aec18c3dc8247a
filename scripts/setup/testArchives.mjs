// For the tests of set-up: archives as the package servers send them, and a package server on the loopback that the real npm can ask.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import { loopbackServer, testFolder } from './testFolder.mjs'

const LOCAL_SIGNATURE = 0x04034b50
const CENTRAL_SIGNATURE = 0x02014b50
const END_SIGNATURE = 0x06054b50
const MADE_BY_UNIX = (3 << 8) | 20
const REGULAR_FILE = 0o100000

/**
 * A .zip without compression.
 * @param {Record<string, { content: Buffer, mode?: number }>} files by path inside the archive
 */
export function makeZip(files) {
  const locals = []
  const central = []
  let offset = 0
  for (const [file, { content, mode = 0o644 }] of Object.entries(files)) {
    const name = Buffer.from(file)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0) // version needed
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(content.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([uint32(LOCAL_SIGNATURE), common, name, content])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE((REGULAR_FILE | mode) * 0x10000, 6)
    rest.writeUInt32LE(offset, 10)
    const madeBy = Buffer.from([MADE_BY_UNIX & 0xff, MADE_BY_UNIX >> 8])
    central.push(Buffer.concat([uint32(CENTRAL_SIGNATURE), madeBy, common, rest, name]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(central.length, 4)
  end.writeUInt16LE(central.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, directory, uint32(END_SIGNATURE), end])
}

function uint32(value) {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32LE(value)
  return buffer
}

/** A package as npm packs it. @param {Record<string, { content: Buffer | string, mode?: number }>} files by path inside the package */
export function makePackage(files) {
  const folder = testFolder()
  for (const [file, { content, mode = 0o644 }] of Object.entries(files)) {
    const place = path.join(folder, 'package', file)
    fs.mkdirSync(path.dirname(place), { recursive: true })
    fs.writeFileSync(place, content, { mode })
  }
  const packed = path.join(folder, 'packed.tgz')
  const { status, stderr } = spawnSync('tar', ['-czf', packed, '-C', folder, 'package'], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`tar: ${stderr}`)
  return fs.readFileSync(packed)
}

export const integrityOf = (content) => `sha512-${createHash('sha512').update(content).digest('base64')}`

/**
 * @param {Record<string, Buffer>} packages `name@version` → the package
 * @param {{ beforePackage?: () => Promise<void> }} [options] beforePackage: what must have happened before a package is sent
 * @returns {Promise<{ url: string, sent: string[] }>} sent: the packages that were asked for, in order
 */
export async function packageServer(packages, { beforePackage = async () => {} } = {}) {
  const sent = []
  const entries = Object.entries(packages).map(([spec, content]) => {
    const at = spec.lastIndexOf('@')
    return { spec, name: spec.slice(0, at), version: spec.slice(at + 1), content }
  })
  const { url } = await loopbackServer(async (request, response) => {
    const asked = decodeURIComponent(request.url).slice(1)
    const packed = entries.find(({ spec }) => asked === `packed/${spec}`)
    const described = entries.find(({ name }) => asked === name)
    if (packed) {
      sent.push(packed.spec)
      await beforePackage()
      response.end(packed.content)
    } else if (described) response.end(JSON.stringify(describe(described, new URL(url).origin)))
    else response.writeHead(404).end('{}')
  })
  return { url: `${new URL(url).origin}/`, sent }
}

function describe({ spec, name, version, content }, origin) {
  const dist = { tarball: `${origin}/packed/${encodeURIComponent(spec)}`, integrity: integrityOf(content) }
  return { name, 'dist-tags': { latest: version }, versions: { [version]: { name, version, dist } } }
}
