import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import models from '../../../../resources/models.json'
import manifest from '../../../../resources/starter-model.json'
import { ModelUnresponsive } from '../../core/models/modelLibrary'
import { NoAnswer } from './answeringReader'
import { curatedModels } from './curatedModels'
import { fileModelLibrary, starterManifest } from './fileModelLibrary'
import { diskReader, type FolderReader } from './folderReader'
import { gguf } from './testing/gguf'

let dataFolder: string
let starterPath: string
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'hearth-models-'))
  starterPath = join(dataFolder, 'starter.gguf')
  await writeFile(starterPath, 'GGUF')
})
afterEach(() => rm(dataFolder, { recursive: true }))

const library = (reader: FolderReader = diskReader) =>
  fileModelLibrary({
    starter: { path: starterPath, manifest: starterManifest.parse(manifest) },
    folder: join(dataFolder, 'models'),
    curated: curatedModels.parse(models),
    reader
  })
const inModels = (place: string) => join(dataFolder, 'models', place)
async function add(place: string, content: string | Buffer = place): Promise<void> {
  await mkdir(dirname(inModels(place)), { recursive: true })
  await writeFile(inModels(place), content)
}
const addModels = async (...places: string[]) => {
  for (const place of places) await add(place)
}
const idsIn = async (models = library()) => (await models.list()).models.map(({ id }) => id).filter((id) => id !== 'starter')

describe('the list', () => {
  it('has the starter where there is no folder of models, with nothing to say about that', async () => {
    const starter = { id: 'starter', name: 'Qwen2.5 Coder 0.5B Instruct', quantization: 'Q4_K_M', bytes: 4, isStarter: true }
    expect(await library().list()).toEqual({ models: [starter], problems: [] })
  })

  it('refuses a manifest whose recommended values it would drop', () => {
    const settings = { ...manifest.recommended.settings, topp: 0.8 }
    expect(() => starterManifest.parse({ ...manifest, recommended: { ...manifest.recommended, settings } })).toThrow('topp')
    expect(() => starterManifest.parse({ ...manifest, recommended: { settings: {}, system: 'Be kind.' } })).toThrow('system')
  })

  it('adds the GGUF files of the folder by name, read anew each time', async () => {
    const models = library()
    await addModels('b-10-Q8_0.gguf', 'b-9-Q8_0.gguf', 'A.gguf', 'notes.txt', 'part.gguf.download')
    expect((await models.list()).models.slice(1).map(({ name }) => name)).toEqual(['A', 'b-9', 'b-10'])
    expect((await models.list()).models[1]).toEqual({ id: 'folder:A.gguf', name: 'A', quantization: null, bytes: 6, isStarter: false })
    await rm(inModels('A.gguf'))
    await add('new.gguf')
    expect(await idsIn(models)).toEqual(['folder:b-9-Q8_0.gguf', 'folder:b-10-Q8_0.gguf', 'folder:new.gguf'])
  })

  it('has models of one name one after the other, that of the folder itself first', async () => {
    await addModels('maker/set/one.gguf', 'maker/one.gguf', 'one.gguf', 'a/set/one.gguf', 'other.gguf')
    expect(await idsIn()).toEqual([
      'folder:one.gguf',
      'folder:maker/one.gguf',
      'folder:a/set/one.gguf',
      'folder:maker/set/one.gguf',
      'folder:other.gguf'
    ])
  })

  it('tells how far a file that is being copied has come', async () => {
    const models = library()
    await add('slow.gguf', 'GGUF')
    expect((await models.list()).models[1]).toMatchObject({ bytes: 4 })
    await add('slow.gguf', 'GGUF and more')
    expect((await models.list()).models[1]).toMatchObject({ bytes: 13 })
  })

  it('lists the others without a starter that is gone, and without links that lead nowhere or to themselves', async () => {
    await addModels('a.gguf')
    await symlink(join(dataFolder, 'nowhere'), inModels('link.gguf'))
    await symlink(inModels('loop.gguf'), inModels('loop.gguf'))
    await rm(starterPath)
    expect((await library().list()).models.map(({ id }) => id)).toEqual(['folder:a.gguf'])
  })

  it('leaves out dot files and what says that it is no model of its own', async () => {
    await addModels('a.gguf', '._a.gguf', '.hidden/b.gguf')
    await add('mmproj-a.gguf', gguf([['general.architecture', 'clip']]))
    await add('adapter.gguf', gguf([['general.type', 'adapter'], ['general.architecture', 'llama']])) // prettier-ignore
    await add('imatrix.gguf', gguf([['general.type', 'imatrix']]))
    await add('model-imatrix.gguf', gguf([['general.architecture', 'llama'], ['general.type', 'model']])) // prettier-ignore
    expect(await idsIn()).toEqual(['folder:a.gguf', 'folder:model-imatrix.gguf'])
  })

  it('tells a file anew once it is another one', async () => {
    const models = library()
    await add('a.gguf', gguf([['general.type', 'adapter']]))
    expect(await idsIn(models)).toEqual([])
    await add('a.gguf', gguf([['general.type', 'model'], ['general.architecture', 'llama']])) // prettier-ignore
    expect(await idsIn(models)).toEqual(['folder:a.gguf'])
  })

  it.each([
    ['did not answer', new NoAnswer()],
    ['could not be read', Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'read' })]
  ])('asks a file that %s again what it is', async (_what, thrown) => {
    await add('mmproj.gguf', gguf([['general.architecture', 'clip']]))
    let isWell = false
    const models = library({ ...diskReader, head: (path, bytes) => (isWell ? diskReader.head(path, bytes) : Promise.reject(thrown)) })
    expect(await idsIn(models)).toEqual(['folder:mmproj.gguf'])
    isWell = true
    expect(await idsIn(models)).toEqual([])
  })

  it('does not read a file again that was read', async () => {
    await addModels('a.gguf')
    const read: string[] = []
    const models = library({ ...diskReader, head: (path, bytes) => (read.push(path), diskReader.head(path, bytes)) })
    for (let times = 0; times < 2; times++) expect(await idsIn(models)).toEqual(['folder:a.gguf'])
    expect(read).toEqual([inModels('a.gguf')])
  })
})

describe('what is wrong with a file', () => {
  const whole = gguf([['general.architecture', 'llama']])
  /** All that the headers say, by model. */
  const inspected = async (models: ReturnType<typeof library>) => {
    const found = new Map<string, string | null>()
    for await (const { id, fault } of models.inspectListed()) found.set(id.slice('folder:'.length), fault)
    return Object.fromEntries(found)
  }
  const marks = async (models: ReturnType<typeof library>) =>
    Object.fromEntries((await models.list()).models.slice(1).map(({ id, fault }) => [id.slice('folder:'.length), fault]))

  it('is read once the files are listed, and known to the next list', async () => {
    await add('empty.gguf', '')
    await add('text.gguf', 'Dear diary')
    await add('cut.gguf', whole.subarray(0, -3))
    await add('whole.gguf', whole)
    const models = library()
    expect(await marks(models)).toEqual({ 'cut.gguf': undefined, 'empty.gguf': undefined, 'text.gguf': undefined, 'whole.gguf': undefined })
    const faults = { 'cut.gguf': 'truncated', 'empty.gguf': 'empty', 'text.gguf': 'notGguf' }
    expect(await inspected(models)).toEqual({ ...faults, 'whole.gguf': null })
    expect(await marks(models)).toEqual({ ...faults, 'whole.gguf': undefined })
    expect(await inspected(models)).toEqual({})
  })

  it('is read anew once a file is another one, each file of a model counted', async () => {
    await add('slow.gguf', whole.subarray(0, -3))
    await add('big-00001-of-00002.gguf', whole)
    await add('big-00002-of-00002.gguf', '')
    const models = library()
    await models.list()
    expect(await inspected(models)).toEqual({ 'slow.gguf': 'truncated', 'big-00001-of-00002.gguf': 'empty' })
    await add('slow.gguf', whole)
    await add('big-00002-of-00002.gguf', Buffer.concat([whole, Buffer.alloc(8)]))
    expect(await marks(models)).toEqual({ 'slow.gguf': undefined, 'big-00001-of-00002.gguf': undefined })
    expect(await inspected(models)).toEqual({ 'slow.gguf': null, 'big-00001-of-00002.gguf': null })
  })

  it('is nothing more where it lacks a file, which the list says itself', async () => {
    await add('big-00002-of-00002.gguf', whole)
    const models = library()
    await models.list()
    expect(await inspected(models)).toEqual({ 'big-00001-of-00002.gguf': null })
  })

  it('that cannot be opened is asked again each time: a permission changes without the file', async () => {
    await add('a.gguf', whole)
    let isClosed = true
    const closed = { code: 'model.invalidFile', params: { file: 'a.gguf', fault: { kind: 'inaccessible' } } } as const
    const models = library({ ...diskReader, inspect: (path) => (isClosed ? Promise.resolve(closed) : diskReader.inspect(path)) })
    await models.list()
    expect(await inspected(models)).toEqual({ 'a.gguf': 'inaccessible' })
    isClosed = false
    expect(await marks(models)).toEqual({ 'a.gguf': 'inaccessible' })
    expect(await inspected(models)).toEqual({ 'a.gguf': null })
  })

  it('is found out again for a list that is read meanwhile, which could not know it', async () => {
    await add('a.gguf', '')
    let answer = (): void => undefined
    const held = new Promise<void>((resolve) => (answer = resolve))
    const models = library({ ...diskReader, inspect: (path) => held.then(() => diskReader.inspect(path)) })
    await models.list()
    const before = models.inspectListed()[Symbol.asyncIterator]().next()
    expect(await marks(models)).toEqual({ 'a.gguf': undefined })
    answer()
    await before
    expect(await inspected(models)).toEqual({ 'a.gguf': 'empty' })
  })

  it('is said of the files in every other folder where those in one are on a disk that does not answer', async () => {
    await add('a/one.gguf', '')
    await add('a/two.gguf', '')
    await add('b/three.gguf', '')
    const asked: string[] = []
    const inspect: FolderReader['inspect'] = (path) => {
      asked.push(path)
      return path.startsWith(inModels('a')) ? Promise.reject(new NoAnswer()) : diskReader.inspect(path)
    }
    const models = library({ ...diskReader, inspect })
    await models.list()
    expect(await inspected(models)).toEqual({ 'b/three.gguf': 'empty' })
    expect(asked).toEqual([inModels('a/one.gguf'), inModels('b/three.gguf')])
  })

  it.each([
    ['does not answer', new NoAnswer()],
    ['fails', Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'read' })]
  ])('is not said of a file whose disk %s, and is asked with the next list', async (_what, thrown) => {
    await add('a.gguf', '')
    let isWell = false
    const models = library({ ...diskReader, inspect: (path) => (isWell ? diskReader.inspect(path) : Promise.reject(thrown)) })
    await models.list()
    expect(await inspected(models)).toEqual({})
    isWell = true
    expect(await inspected(models)).toEqual({ 'a.gguf': 'empty' })
  })
})

describe('a model in several files', () => {
  it('is one model with the size of all', async () => {
    await addModels('big-00001-of-00002.gguf', 'big-00002-of-00002.gguf')
    const { models } = await library().list()
    expect(models.slice(1)).toEqual([
      { id: 'folder:big-00001-of-00002.gguf', name: 'big', quantization: null, bytes: 46, isStarter: false }
    ])
  })

  it.each([1, 2, 3])('says that file %i is missing, and can be found nevertheless, for its load to say so', async (missing) => {
    for (const part of [1, 2, 3]) if (part !== missing) await add(`sub/big-Q8_0-0000${part}-of-00003.GGUF`)
    const id = 'folder:sub/big-Q8_0-00001-of-00003.GGUF'
    const missingPart = { part: missing, parts: 3 }
    expect((await library().list()).models[1]).toMatchObject({ id, name: 'big', missingPart })
    expect(await library().find(id)).toMatchObject({ path: inModels('sub/big-Q8_0-00001-of-00003.GGUF'), model: { id, missingPart } })
  })

  it('is another model than one of the same name in another number of files, or in another folder', async () => {
    await addModels('a-00001-of-00002.gguf', 'a-00002-of-00003.gguf', 'b/a-00002-of-00002.gguf')
    expect((await library().list()).models.slice(1).map(({ missingPart }) => missingPart)).toEqual([
      { part: 2, parts: 2 },
      { part: 1, parts: 3 },
      { part: 1, parts: 2 }
    ])
  })
})

describe('finding one model', () => {
  it('gives its path, and what its makers recommend', async () => {
    await addModels('a-Q8_0.gguf', 'maker/model/b.gguf')
    expect(await library().find('starter')).toMatchObject({ path: starterPath, recommended: manifest.recommended })
    expect(await library().find('folder:a-Q8_0.gguf')).toEqual({
      path: inModels('a-Q8_0.gguf'),
      model: { id: 'folder:a-Q8_0.gguf', name: 'a', quantization: 'Q8_0', bytes: 11, isStarter: false },
      recommended: null
    })
    expect(await library().find('folder:maker/model/b.gguf')).toMatchObject({ path: inModels('maker/model/b.gguf') })
  })

  it('finds nothing for what is not there, and nothing outside the folder', async () => {
    await addModels('a.gguf', '.a.gguf', 'big-00002-of-00002.gguf')
    await mkdir(inModels('folder.gguf'))
    await rename(inModels('.a.gguf'), join(dataFolder, 'c.gguf'))
    const places = ['no.gguf', '../c.gguf', 'x/../../c.gguf', `/${dataFolder}/c.gguf`, 'a.gguf/', './a.gguf', 'a.gguf\0', 'folder.gguf', '']
    for (const place of [...places, 'big-00002-of-00002.gguf', '../starter.gguf']) {
      expect(await library().find(`folder:${place}`), place).toBeNull()
    }
    expect(await library().find('a.gguf')).toBeNull()
  })

  it('does not ask the folder about any other model', async () => {
    await addModels('a.gguf', 'b.gguf')
    const asked: string[] = []
    const reader: FolderReader = { ...diskReader, look: (path) => (asked.push(path), diskReader.look(path)) }
    await library(reader).find('folder:a.gguf')
    await library(reader).find('starter')
    expect(asked).toEqual([inModels('a.gguf'), starterPath])
  })

  it('says that its disk does not answer', async () => {
    const reader: FolderReader = { ...diskReader, look: () => Promise.reject(new NoAnswer()) }
    await expect(library(reader).find('folder:a.gguf')).rejects.toThrow(ModelUnresponsive)
  })
})
