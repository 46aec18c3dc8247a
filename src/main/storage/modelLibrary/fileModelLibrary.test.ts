import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import models from '../../../../resources/models.json'
import manifest from '../../../../resources/starter-model.json'
import { curatedModels } from './curatedModels'
import { fileModelLibrary, starterManifest } from './fileModelLibrary'

let dataFolder: string
let starterPath: string
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'hearth-models-'))
  starterPath = join(dataFolder, 'starter.gguf')
  await writeFile(starterPath, 'GGUF')
})
afterEach(() => rm(dataFolder, { recursive: true }))

const library = () =>
  fileModelLibrary({
    starter: { path: starterPath, manifest: starterManifest.parse(manifest) },
    dataFolder,
    curated: curatedModels.parse(models)
  })
const addModels = async (...names: string[]) => {
  await mkdir(join(dataFolder, 'models'), { recursive: true })
  for (const name of names) await writeFile(join(dataFolder, 'models', name), name)
}

describe('fileModelLibrary', () => {
  it('has the starter, with what is recommended for it, where there is no folder of models', async () => {
    expect(await library().list()).toEqual([
      {
        path: starterPath,
        model: { id: 'starter', name: 'Qwen2.5 Coder 0.5B Instruct', quantization: 'Q4_K_M', bytes: 4, isStarter: true },
        recommended: manifest.recommended
      }
    ])
  })

  it('refuses a manifest whose recommended values it would drop', () => {
    const settings = { ...manifest.recommended.settings, topp: 0.8 }
    expect(() => starterManifest.parse({ ...manifest, recommended: { ...manifest.recommended, settings } })).toThrow('topp')
    expect(() => starterManifest.parse({ ...manifest, recommended: { settings: {}, system: 'Be kind.' } })).toThrow('system')
  })

  it('adds the GGUF files of the folder by name, read anew each time', async () => {
    const models = library()
    await addModels('b-10-Q8_0.gguf', 'b-9-Q8_0.gguf', 'A.gguf', 'notes.txt', 'part.gguf.download')
    await mkdir(join(dataFolder, 'models', 'folder.gguf'))
    expect((await models.list()).slice(1).map(({ model }) => model.name)).toEqual(['A', 'b-9', 'b-10'])
    expect((await models.list())[1]).toEqual({
      path: join(dataFolder, 'models', 'A.gguf'),
      model: { id: 'folder:A.gguf', name: 'A', quantization: null, bytes: 6, isStarter: false },
      recommended: null
    })
    await rm(join(dataFolder, 'models', 'A.gguf'))
    expect((await models.list())[1]?.model.name).toBe('b-9')
  })

  it('lists a model of several files once', async () => {
    await addModels('big-00001-of-00002.gguf', 'big-00002-of-00002.gguf')
    expect((await library().list()).slice(1).map(({ model }) => model.id)).toEqual(['folder:big-00001-of-00002.gguf'])
  })

  it('lists the others without a starter that is gone, and without links that lead nowhere', async () => {
    await addModels('a.gguf')
    await symlink(join(dataFolder, 'nowhere'), join(dataFolder, 'models', 'link.gguf'))
    await rm(starterPath)
    expect((await library().list()).map(({ model }) => model.id)).toEqual(['folder:a.gguf'])
  })

  it('has nothing that is outside its folder, or in a folder of it', async () => {
    await addModels('a.gguf')
    await mkdir(join(dataFolder, 'models', 'more'))
    await writeFile(join(dataFolder, 'models', 'more', 'b.gguf'), 'b')
    await writeFile(join(dataFolder, 'c.gguf'), 'c')
    expect((await library().list()).map(({ model }) => model.id)).toEqual(['starter', 'folder:a.gguf'])
  })
})
