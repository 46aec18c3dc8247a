import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, sep } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import models from '../../../../resources/models.json'
import manifest from '../../../../resources/starter-model.json'
import { ModelUnresponsive, type ModelLibrary } from '../../core/models/modelLibrary'
import { answeringReader } from './answeringReader'
import { curatedModels } from './curatedModels'
import { fileModelLibrary, starterManifest } from './fileModelLibrary'
import { diskReader, type FolderReader } from './folderReader'

let dataFolder: string
let folder: string
let starterPath: string
/** What lets the disk answer, and what gives up a question, of each question that is not answered. */
let held: (() => void)[]
let giveUps: (() => void)[]
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'hearth-dead-'))
  folder = join(dataFolder, 'models')
  starterPath = join(dataFolder, 'starter.gguf')
  held = []
  giveUps = []
  await writeFile(starterPath, 'GGUF')
  await add('mine.gguf', 'maker/other.gguf')
})
afterEach(() => rm(dataFolder, { recursive: true }))

async function add(...places: string[]): Promise<void> {
  for (const place of places) {
    await mkdir(dirname(join(folder, place)), { recursive: true })
    await writeFile(join(folder, place), 'GGUF')
  }
}

/** The library on a disk where nothing is answered at these paths and below. Questions are given up there at once, or when the test says so. */
function libraryWith(dead: readonly string[], silence: 'given up' | 'waited for' = 'given up'): ModelLibrary {
  let isSilent = false
  const hang = async (path: string): Promise<void> => {
    isSilent = dead.some((place) => path === place || path.startsWith(place + sep))
    if (isSilent) await new Promise<void>((resolve) => held.push(resolve))
  }
  const disk: FolderReader = {
    items: (path) => hang(path).then(() => diskReader.items(path)),
    look: (path) => hang(path).then(() => diskReader.look(path)),
    head: (path, bytes) => hang(path).then(() => diskReader.head(path, bytes)),
    inspect: (path) => hang(path).then(() => diskReader.inspect(path)),
    shape: (path) => hang(path).then(() => diskReader.shape(path))
  }
  const reader = answeringReader(disk, (_ms, task) => {
    if (isSilent) giveUps.push(task) // of the question that has just been asked
    if (isSilent && silence === 'given up') queueMicrotask(task)
    return () => undefined
  })
  const starter = { path: starterPath, manifest: starterManifest.parse(manifest) }
  return fileModelLibrary({ starter, folder, curated: curatedModels.parse(models), reader })
}
const own = ['starter', 'folder:mine.gguf', 'folder:maker/other.gguf']
const idsIn = async (library: ModelLibrary) => (await library.list()).models.map(({ id }) => id)

async function linkTo(...names: string[]): Promise<string[]> {
  await mkdir(join(dataFolder, 'elsewhere'))
  for (const name of names) await symlink(join(dataFolder, 'elsewhere'), join(folder, name))
  return names.map((name) => join(folder, name))
}

describe.each([1, 3, 40])('with %i places in the models folder that do not answer', (count) => {
  const names = Array.from({ length: count }, (_, n) => `s${String(n).padStart(2, '0')}`)

  it('the starter and every model on a disk that answers are listed and found', async () => {
    const library = libraryWith(await linkTo(...names))
    for (let times = 0; times < 2; times++) {
      const { models: listed, problems } = await library.list()
      expect(listed.map(({ id }) => id).sort()).toEqual([...own].sort())
      expect(problems).toEqual(names.slice(0, 5).map((name) => ({ kind: 'unresponsive', folder: name })))
    }
    for (const id of own) expect(await library.find(id), id).toMatchObject({ model: { id } })
  })

  it('each is asked once, however often the list is read or a model in it is looked for', async () => {
    const library = libraryWith(await linkTo(...names))
    await library.list()
    for (const name of names) await expect(library.find(`folder:${name}/x.gguf`)).rejects.toThrow(ModelUnresponsive)
    await library.list()
    expect(held).toHaveLength(count)
  })

  it('a place that was never asked before is listed and found', async () => {
    const library = libraryWith(await linkTo(...names))
    await library.list()
    await mkdir(join(dataFolder, 'new'))
    await writeFile(join(dataFolder, 'new', 'far.gguf'), 'GGUF')
    await symlink(join(dataFolder, 'new'), join(folder, 'new'))
    expect(await library.find('folder:new/far.gguf')).toMatchObject({ model: { name: 'far' } })
    expect(await idsIn(library)).toEqual(expect.arrayContaining([...own, 'folder:new/far.gguf']))
  })
})

it('sixteen places that do not answer are waited for together', async () => {
  const library = libraryWith(await linkTo(...Array.from({ length: 40 }, (_, n) => `s${n}`)), 'waited for')
  const listing = idsIn(library)
  for (const waiting of [16, 32, 40]) {
    await expect.poll(() => held.length).toBe(waiting)
    for (const giveUp of giveUps.splice(0)) giveUp()
  }
  expect((await listing).sort()).toEqual([...own].sort())
})

it('a place that answers after all is asked again, and its models are listed', async () => {
  const dead = await linkTo('a')
  const library = libraryWith(dead)
  await writeFile(join(dataFolder, 'elsewhere', 'far.gguf'), 'GGUF')
  expect(await idsIn(library)).not.toContain('folder:a/far.gguf')
  dead.length = 0
  for (const answer of held) answer()
  await expect.poll(() => idsIn(library)).toContain('folder:a/far.gguf')
})

it('two folders that do not answer take no model of another folder away', async () => {
  await add('dead1/x.gguf', 'dead2/y.gguf', 'well/z.gguf')
  const library = libraryWith([join(folder, 'dead1'), join(folder, 'dead2')])
  const expected = [...own, 'folder:well/z.gguf'].sort()
  for (let times = 0; times < 2; times++) expect((await idsIn(library)).sort()).toEqual(expected)
})

it('a model that was added after they fell silent is listed, and found', async () => {
  const library = libraryWith(await linkTo('a', 'b'))
  await library.list()
  await add('new.gguf', 'new/one.gguf')
  expect(await library.find('folder:new/one.gguf')).toMatchObject({ model: { name: 'one' } })
  expect(await idsIn(library)).toEqual(expect.arrayContaining([...own, 'folder:new.gguf', 'folder:new/one.gguf']))
})

it('the starter is found where the models folder itself and the model used last do not answer', async () => {
  const library = libraryWith([folder])
  await expect(library.find('folder:x/one.gguf')).rejects.toThrow(ModelUnresponsive)
  expect(await idsIn(library)).toEqual(['starter'])
  await expect(library.find('folder:mine.gguf')).rejects.toThrow(ModelUnresponsive)
  expect(await library.find('starter')).toMatchObject({ path: starterPath })
})

it('a model is found while the list waits for another place', async () => {
  const dead = await linkTo('a')
  const library = libraryWith(dead, 'waited for')
  const listing = idsIn(library)
  await expect.poll(() => held.length).toBe(1)
  expect(await library.find('folder:mine.gguf')).toMatchObject({ model: { name: 'mine' } })
  dead.length = 0
  for (const answer of held) answer()
  expect(await listing).toEqual(expect.arrayContaining(own))
})
