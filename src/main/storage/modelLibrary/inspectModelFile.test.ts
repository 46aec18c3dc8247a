import fc from 'fast-check'
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorWords } from '../../../shared/i18n/errorWords'
import { runs } from '../testing/faults'
import { findFault, inspectModelFile } from './inspectModelFile'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'hearth-inspect-'))))
afterAll(() => rm(folder, { recursive: true }))

async function fileOf(content: string | Uint8Array, name = 'model.gguf'): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** All that a person reads about a file. */
async function words(path: string): Promise<string> {
  const error = await inspectModelFile(path)
  const { message, detail } = error ? errorWords(error) : {}
  return [message, detail].filter(Boolean).join(' ')
}

const u32 = (value: number) => Buffer.from(new Uint32Array([value]).buffer)
const u64 = (value: bigint | number) => Buffer.from(new BigUint64Array([BigInt(value)]).buffer)
const text = (value: string) => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)])
const entry = (key: string, type: number, ...value: Buffer[]) => Buffer.concat([text(key), u32(type), ...value])
const tensor = (name: string, dimensions: number[], type: number, offset: number) =>
  Buffer.concat([text(name), u32(dimensions.length), ...dimensions.map(u64), u32(type), u64(offset)])

const entries = [
  entry('general.architecture', 8, text('llama')),
  entry('general.alignment', 4, u32(64)),
  entry('a.float', 6, u32(0)),
  entry('tokens', 9, u32(8), u64(3), text('a'), text(''), text('ü')),
  entry('scores', 9, u32(6), u64(2), u32(1), u32(2)),
  entry('nested', 9, u32(9), u64(1), u32(0), u64(3), Buffer.from('abc'))
]
const tensors = [tensor('embedding', [64, 10], 2, 0), tensor('output', [64, 2], 0, 384)]
const head = (version: number, tensorCount: number | bigint, entryCount: number | bigint) =>
  Buffer.concat([Buffer.from('GGUF'), u32(version), u64(tensorCount), u64(entryCount)])
const header = Buffer.concat([head(3, 2, entries.length), ...entries, ...tensors])
const dataStart = Math.ceil(header.length / 64) * 64
/** 640 weights as Q4_0 (20 blocks of 18 bytes), then 128 of 4 bytes from 384 on. */
const needed = dataStart + 384 + 512
const whole = Buffer.concat([header, Buffer.alloc(needed - header.length)])

describe('a model file', () => {
  it('that is whole has no fault', async () => {
    expect(await findFault(await fileOf(whole))).toBeNull()
    expect(await inspectModelFile(await fileOf(whole))).toBeNull()
  })

  it('that lacks its last byte is told by both sizes', async () => {
    const path = await fileOf(whole.subarray(0, -1))
    expect(await findFault(path)).toEqual({ kind: 'truncated', bytes: needed - 1, neededBytes: needed })
    expect(await words(path)).toBe(
      `“model.gguf” is not complete: it has ${(needed - 1).toLocaleString('en')} bytes, and needs ${needed.toLocaleString('en')}. ` +
        'Its download may have been cut off.'
    )
  })

  it('cut off anywhere in its header is not complete', async () => {
    for (let bytes = 4; bytes < header.length; bytes++) {
      expect(await findFault(await fileOf(header.subarray(0, bytes))), String(bytes)).toEqual({
        kind: 'truncated',
        bytes,
        neededBytes: null
      })
    }
  })

  it.each([
    ['more tensors than any model', head(3, 2n ** 60n, 0)],
    ['more entries than any model', head(3, 0, 2n ** 64n - 1n)],
    ['an endless key', Buffer.concat([head(3, 0, 1), u64(2n ** 63n)])],
    ['an endless string', Buffer.concat([head(3, 0, 1), entry('k', 8, u64(2n ** 62n))])],
    ['an endless list', Buffer.concat([head(3, 0, 1), entry('k', 9, u32(8), u64(2n ** 62n))])],
    [
      'lists within lists within lists',
      Buffer.concat([head(3, 0, 1), entry('k', 9, ...Array.from({ length: 99 }, () => [u32(9), u64(1)]).flat())])
    ],
    ['a value of no type', Buffer.concat([head(3, 0, 1), entry('k', 77)])],
    ['an alignment of nothing', Buffer.concat([head(3, 0, 1), entry('general.alignment', 4, u32(0))])],
    ['a tensor of too many dimensions', Buffer.concat([head(3, 1, 0), text('t'), u32(4000)])],
    ['a tensor beyond all disks', Buffer.concat([head(3, 1, 0), tensor('t', [1], 0, 0).subarray(0, -8), u64(2n ** 63n)])]
  ])('whose header holds %s is damaged', async (_, bytes) => {
    expect(await findFault(await fileOf(Buffer.concat([bytes, Buffer.alloc(100)])))).toEqual({ kind: 'nonsense' })
  })

  it('of a version or with a tensor type that is not known is left to the engine', async () => {
    expect(await findFault(await fileOf(head(99, 5, 5)))).toBeNull()
    expect(await findFault(await fileOf(Buffer.concat([head(3, 1, 0), tensor('t', [64], 999, 0), Buffer.alloc(64)])))).toBeNull()
  })

  it('with any bytes in its header is judged without a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(header.length - 1), fc.nat(255)), { maxLength: 4 }), async (changes) => {
        const bytes = Buffer.from(whole)
        for (const [place, value] of changes) bytes[place] = value
        const finding = await findFault(await fileOf(bytes))
        expect([undefined, 'notGguf', 'truncated', 'nonsense']).toContain(finding?.kind)
      }),
      { seed: 1, numRuns: runs(3000) }
    )
  })
})

describe('a model in several files', () => {
  const writeParts = async (...contents: (Uint8Array | null)[]) => {
    const own = await mkdtemp(join(folder, 'parts-'))
    const name = (part: number) => `big-0000${part}-of-0000${contents.length}.gguf`
    for (const [index, content] of contents.entries()) if (content) await writeFile(join(own, name(index + 1)), content)
    return join(own, name(1))
  }

  it('that is whole has no fault', async () => {
    expect(await inspectModelFile(await writeParts(whole, whole, whole))).toBeNull()
  })

  it('whose first file holds no weights has no fault', async () => {
    const withoutTensors = Buffer.concat([head(3, 0, 1), entry('general.architecture', 8, text('llama'))])
    expect(withoutTensors.length % 32).not.toBe(0)
    expect(await inspectModelFile(await writeParts(withoutTensors, whole))).toBeNull()
  })

  it.each([1, 2, 3])('names file %i where it is missing', async (missing) => {
    const path = await writeParts(...[1, 2, 3].map((part) => (part === missing ? null : whole)))
    expect(await words(path)).toBe(
      `“big-0000${missing}-of-00003.gguf” is missing. The model is in 3 files, and all of them must be in the same folder.`
    )
  })

  it.each([1, 2, 3])('names file %i where it is cut off', async (cut) => {
    const path = await writeParts(...[1, 2, 3].map((part) => (part === cut ? whole.subarray(0, -1) : whole)))
    expect(await words(path)).toContain(`“big-0000${cut}-of-00003.gguf” is not complete`)
  })

  const secondOf = (first: string) => first.replace('-00001-', '-00002-')
  const repeated =
    '“big-00002-of-00002.gguf” is not file 2 of the model: it is file 1. ' + 'The model is in 2 files; put the right one in its place.'

  it('whose second file is a link to the first says so', async () => {
    const path = await writeParts(whole, null)
    await symlink(path, secondOf(path))
    expect(await words(path)).toBe(repeated)
  })

  it('whose second file is a copy of the first says so, as the file tells which one it is', async () => {
    const first = Buffer.concat([head(3, 0, 1), entry('split.no', 2, Buffer.from([0, 0]))])
    const path = await writeParts(first, null)
    await copyFile(path, secondOf(path))
    expect(await words(path)).toBe(repeated)
  })

  it('whose files say that they are the right ones has no fault', async () => {
    const part = (number: number) => Buffer.concat([head(3, 0, 1), entry('split.no', 2, Buffer.from([number, 0]))])
    expect(await inspectModelFile(await writeParts(part(0), part(1), part(2)))).toBeNull()
  })

  it('whose files are in the places of each other says which file is where', async () => {
    const part = (number: number) => Buffer.concat([head(3, 0, 1), entry('split.no', 2, Buffer.from([number, 0]))])
    expect(await words(await writeParts(part(1), part(0)))).toContain(
      '“big-00001-of-00002.gguf” is not file 1 of the model: it is file 2. '
    )
  })

  it('whose second file is a link to itself lacks it', async () => {
    const path = await writeParts(whole, null)
    await symlink(secondOf(path), secondOf(path))
    expect(await words(path)).toContain('“big-00002-of-00002.gguf” is missing.')
  })

  it('does not look for tens of thousands of files that a name makes up', async () => {
    const path = join(folder, 'x-00001-of-99999.gguf')
    await writeFile(path, whole)
    expect(await words(path)).toContain('“x-00002-of-99999.gguf” is missing.')
  })
})

describe('what is no model file is named for what it is', () => {
  const says = async (content: string | Uint8Array) => words(await fileOf(content))

  it.each([
    ['PK\u0003\u0004rest', '“model.gguf” is not a GGUF model. It starts with “PK”, so it may be a zip archive.'],
    ['%PDF-1.7\nrest', '“model.gguf” is not a GGUF model. It starts with “%PDF-1.7”, so it may be a PDF document.'],
    [
      '<!DOCTYPE html><html>',
      '“model.gguf” is not a GGUF model. It starts with “<!DOCTYPE html><”, so it may be a web page that was saved instead of the model.'
    ],
    ['\n <html lang="en">', '“model.gguf” is not a GGUF model. It may be a web page that was saved instead of the model.'],
    [
      'version https://git-lfs.github.com/spec/v1\noid',
      'It starts with “version https://”, so it may be a Git LFS pointer that stands for the model.'
    ],
    ['{"error":"Not found"}', 'It starts with “{"error":"Not fo”, so it may be a JSON file.'],
    ['Dear diary', 'It starts with “Dear diary”.']
  ])('%j', async (content, sentence) => {
    expect(await says(content)).toContain(sentence)
  })

  it('by bytes that cannot be read', async () => {
    expect(await says(gzipSync('x'))).toBe('“model.gguf” is not a GGUF model. It may be a gzip archive.')
    expect(await says(Buffer.concat([u64(70), Buffer.from('{"__metadata__":{}}')]))).toContain('safetensors')
    expect(await says(Buffer.alloc(100))).toBe('“model.gguf” is not a GGUF model.')
    expect(await says('GGU')).toContain('It starts with “GGU”.')
  })

  it('by its place in the file system', async () => {
    await mkdir(join(folder, 'folder.gguf'))
    expect(await words(join(folder, 'folder.gguf'))).toBe('“folder.gguf” is a folder, not a model file.')
    expect(await says('')).toBe('“model.gguf” is empty. Its download may have failed.')
    expect(await inspectModelFile(join(folder, 'gone.gguf'))).toMatchObject({ code: 'model.notFound' })
    expect(await inspectModelFile('/dev/zero')).toMatchObject({
      code: process.platform === 'win32' ? 'model.notFound' : 'model.invalidFile'
    })
  })
})
