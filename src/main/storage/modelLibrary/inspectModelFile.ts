import { open, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { AppError } from '../../../shared/contract/appError'
import type { Lookalike, ModelFileFault } from '../../../shared/domain/modelFileFault'
import { systemCode } from '../fileFailure'
import { ByteReader, EndOfFile } from './byteReader'
import { ggufExtent, NonsenseHeader } from './ggufExtent'
import { partOf, visibleName } from './modelFileName'

const HEAD = 512

/** What a file's header tells. `identity`: the same for two paths to one file. `part`: of a model in several files, where it says so. */
interface Finding {
  readonly fault: ModelFileFault | { kind: 'missing' } | null
  readonly identity: string | null
  readonly part: number | null
}

/** What is wrong with a model file (absolute path) as far as its header tells; null when nothing is. Reads the header only. */
export async function findFault(path: string): Promise<Finding['fault']> {
  return (await readFile(path)).fault
}

/**
 * The same as an AppError: what the core asks before each load. Of a model in several files every one is looked at, up to the first that
 * has a fault; `path` is that of the first file.
 */
export async function inspectModelFile(path: string): Promise<AppError | null> {
  const own = partOf(basename(path))
  const parts = own?.parts ?? 1
  const seen = new Map<string, number>()
  for (let part = 1; part <= parts; part++) {
    const name = own ? own.nameOf(part) : basename(path)
    const finding = await readFile(join(dirname(path), name))
    const fault = finding.fault ?? (own && wrongPart({ part, parts }, finding, seen))
    if (!fault) continue
    const file = visibleName(name)
    if (fault.kind !== 'missing') return { code: 'model.invalidFile', params: { file, fault } }
    if (parts > 1) return { code: 'model.invalidFile', params: { file, fault: { kind: 'partMissing', parts } } }
    return { code: 'model.notFound', params: { file } }
  }
  return null
}

/**
 * llama.cpp may end its process over a part that is there twice. What a file says of itself counts before its identity: there are network
 * places that give every file the same. `seen`: the parts before, to which this one is added.
 */
function wrongPart(own: { part: number; parts: number }, { identity, part }: Finding, seen: Map<string, number>): ModelFileFault | null {
  const twin = identity === null ? undefined : seen.get(identity)
  if (identity !== null) seen.set(identity, own.part)
  const found = part ?? twin ?? own.part
  return found === own.part ? null : { kind: 'wrongPart', ...own, found }
}

async function readFile(path: string): Promise<Finding> {
  const without = (fault: Finding['fault']): Finding => ({ fault, identity: null, part: null })
  try {
    const found = await stat(path, { bigint: true })
    if (found.isDirectory()) return without({ kind: 'directory' })
    if (!found.isFile()) return without({ kind: 'inaccessible' }) // a pipe or a device could be read for ever
    if (found.size === 0n) return without({ kind: 'empty' })
    const handle = await open(path)
    try {
      return { ...(await readHeader(handle, Number(found.size))), identity: `${found.dev}:${found.ino}` }
    } finally {
      await handle.close()
    }
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code === null) throw thrown
    return without({ kind: code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' ? 'missing' : 'inaccessible' })
  }
}

async function readHeader(handle: FileHandle, bytes: number): Promise<Pick<Finding, 'fault' | 'part'>> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0)
  const head = buffer.subarray(0, bytesRead)
  if (head.toString('latin1', 0, 4) !== 'GGUF') {
    return { fault: { kind: 'notGguf', lookalike: lookalikeOf(head), startsWith: readableStart(head) }, part: null }
  }
  try {
    const extent = await ggufExtent(new ByteReader(handle, bytes))
    const isCutOff = extent !== null && extent.bytes > bytes
    return { fault: isCutOff ? { kind: 'truncated', bytes, neededBytes: extent.bytes } : null, part: extent?.part ?? null }
  } catch (thrown) {
    if (thrown instanceof EndOfFile) return { fault: { kind: 'truncated', bytes, neededBytes: null }, part: null }
    if (thrown instanceof NonsenseHeader) return { fault: { kind: 'nonsense' }, part: null }
    throw thrown
  }
}

function lookalikeOf(head: Buffer): Lookalike {
  const text = head.toString('latin1')
  const words = text.replace(/^(\xef\xbb\xbf)?\s+/, '').toLowerCase()
  if (text.startsWith('PK') && [3, 5, 7].includes(head[2] ?? 0)) return 'zip'
  if (text.startsWith('%PDF')) return 'pdf'
  if (text.startsWith('\x1f\x8b')) return 'gzip'
  if (/^<(!doctype html|html|head)/.test(words)) return 'html'
  if (words.startsWith('version https://git-lfs')) return 'lfsPointer'
  // Safetensors: the length of a JSON header in 8 bytes, then the header.
  if (head.length > 9 && head.readUInt32LE(4) === 0 && head.readUInt32LE(0) > 1 && text.startsWith('{"', 8)) return 'safetensors'
  return /^[{[]/.test(words) ? 'json' : 'unknown'
}

/** Up to 16 characters of plain ASCII from the very beginning; null when the first one is something else. */
function readableStart(head: Buffer): string | null {
  return /^[\x20-\x7e]{1,16}/.exec(head.toString('latin1'))?.[0].trim() || null
}
