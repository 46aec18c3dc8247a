import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NoAnswer } from './answeringReader'
import { diskReader, type FolderReader } from './folderReader'
import { searchFolder } from './searchFolder'

let base: string
let folder: string
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'hearth-search-'))
  folder = join(base, 'models')
})
afterEach(() => rm(base, { recursive: true }))

async function add(...places: string[]): Promise<void> {
  for (const place of places) {
    await mkdir(dirname(join(folder, place)), { recursive: true })
    await writeFile(join(folder, place), 'GGUF')
  }
}
async function search(reader: FolderReader = diskReader) {
  const { files, problems } = await searchFolder(folder, reader)
  return { places: files.map(({ place }) => place), problems }
}
const failing = (code: string) => Promise.reject(Object.assign(new Error(code), { code, syscall: 'stat' }))
/** The disk, but for paths that end in `name`. */
const except = (name: string, fail: () => Promise<never>): FolderReader => ({
  ...diskReader,
  look: (path) => (path.endsWith(name) ? fail() : diskReader.look(path))
})

describe('folders', () => {
  it('are searched to five levels down, and what is below is said', async () => {
    await add('a.gguf', '1/b.gguf', '1/2/3/4/5/c.gguf', '1/2/3/4/5/6/d.gguf')
    expect(await search()).toEqual({
      places: ['a.gguf', '1/b.gguf', '1/2/3/4/5/c.gguf'],
      problems: [{ kind: 'tooDeep', limit: 5 }]
    })
  })

  it('are searched through links, each once, at its own place where it has one', async () => {
    await add('z/real.gguf')
    await mkdir(join(base, 'elsewhere'))
    await writeFile(join(base, 'elsewhere', 'far.gguf'), 'GGUF')
    await symlink(join(base, 'elsewhere'), join(folder, 'linked'))
    await symlink(join(folder, 'z'), join(folder, 'a-link'))
    await symlink(folder, join(folder, 'z', 'up'))
    expect(await search()).toEqual({ places: ['z/real.gguf', 'linked/far.gguf'], problems: [] })
  })

  it('that begin with a dot are left out, and one whose name ends like a model is a folder', async () => {
    await add('.git/a.gguf', 'model.gguf/b.gguf')
    expect((await search()).places).toEqual(['model.gguf/b.gguf'])
  })

  it('with more models than can be listed say so', async () => {
    await mkdir(folder)
    await Promise.all(Array.from({ length: 510 }, (_, n) => writeFile(join(folder, `m${n}.gguf`), '')))
    const { places, problems } = await search()
    expect(places).toHaveLength(500)
    expect(problems).toEqual([{ kind: 'tooMany', limit: 500 }])
  })
})

describe('what cannot be read is said, and costs nothing else', () => {
  it('a file in the place of the folder', async () => {
    await writeFile(folder, 'not a folder')
    expect(await search()).toEqual({ places: [], problems: [{ kind: 'notAFolder' }] })
  })

  it('a link to itself in the place of the folder', async () => {
    await symlink(folder, folder)
    expect(await search()).toEqual({ places: [], problems: [{ kind: 'linksToItself' }] })
  })

  it('no folder, which is no problem', async () => {
    expect(await search()).toEqual({ places: [], problems: [] })
  })

  it('the folder itself', async () => {
    await add('a.gguf')
    const reader: FolderReader = { ...diskReader, items: () => failing('EACCES') }
    expect(await search(reader)).toEqual({ places: [], problems: [{ kind: 'unreadable', folder: null }] })
  })

  it('a folder in it, and one whose files cannot be seen', async () => {
    await add('a.gguf', 'closed/b.gguf', 'dark/c.gguf', 'dark/d.gguf', 'e/f.gguf')
    const items: FolderReader['items'] = (path) => (path.endsWith('closed') ? failing('EACCES') : diskReader.items(path))
    const look: FolderReader['look'] = (path) =>
      path.includes('dark') && path.endsWith('.gguf') ? failing('EACCES') : diskReader.look(path)
    expect(await search({ ...diskReader, items, look })).toEqual({
      places: ['a.gguf', 'e/f.gguf'],
      problems: [{ kind: 'unreadable', folder: 'closed' }, { kind: 'unreadable', folder: 'dark' }] // prettier-ignore
    })
  })

  it('a network place that does not answer', async () => {
    await add('a.gguf', 'nas/b.gguf', 'z/c.gguf')
    expect(await search(except('nas', () => Promise.reject(new NoAnswer())))).toEqual({
      places: ['a.gguf', 'z/c.gguf'],
      problems: [{ kind: 'unresponsive', folder: 'nas' }]
    })
    expect(await search(except('models', () => Promise.reject(new NoAnswer())))).toEqual({
      places: [],
      problems: [{ kind: 'unresponsive', folder: null }]
    })
  })

  it('a bug, which is not hidden', async () => {
    await add('a.gguf')
    await expect(search(except('models', () => Promise.reject(new TypeError('a bug'))))).rejects.toThrow(TypeError)
  })
})
