import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { NoAnswer } from '../storage/modelLibrary/answeringReader'
import { diskReader } from '../storage/modelLibrary/folderReader'
import { modelsFolderIn } from './modelsFolder'

const { openPath } = vi.hoisted(() => ({ openPath: vi.fn(() => Promise.resolve('')) }))
vi.mock('electron', () => ({ shell: { openPath } }))

let dataFolder: string
let models: string
beforeEach(async () => {
  vi.clearAllMocks()
  dataFolder = await mkdtemp(join(tmpdir(), 'hearth-folder-'))
  models = join(dataFolder, 'models')
})
afterEach(() => rm(dataFolder, { recursive: true }))

const look = (path: string): ReturnType<typeof diskReader.look> => diskReader.look(path)

it('makes the models folder where it is not there, and shows it', async () => {
  expect(await modelsFolderIn(dataFolder, look).open()).toBe(true)
  expect(existsSync(models)).toBe(true)
  expect(openPath).toHaveBeenCalledExactlyOnceWith(models)
})

it('shows one that is there', async () => {
  await mkdir(models)
  expect(await modelsFolderIn(dataFolder, look).open()).toBe(true)
  expect(openPath).toHaveBeenCalledExactlyOnceWith(models)
})

it('does not show a file in its place', async () => {
  await writeFile(models, 'text')
  expect(await modelsFolderIn(dataFolder, look).open()).toBe(false)
  expect(openPath).not.toHaveBeenCalled()
})

it('asks a disk that does not answer nothing itself', async () => {
  expect(await modelsFolderIn(dataFolder, () => Promise.reject(new NoAnswer())).open()).toBe(false)
  expect(existsSync(models)).toBe(false)
  expect(openPath).not.toHaveBeenCalled()
})
