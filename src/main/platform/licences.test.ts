import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readLicences } from './licences'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'hearth-licences-'))))
afterEach(() => rm(folder, { recursive: true }))

it('the list that the build made is read with the text of each package', async () => {
  const file = join(folder, 'licences.json')
  const of = (name: string, text: number | null) => ({ name, version: '1.0.0', licence: 'MIT', text })
  const elsewhere = { ...of('d', null), file: 'notices.html' }
  await writeFile(file, JSON.stringify({ packages: [of('a', 1), of('b', null), of('c', 1), elsewhere], texts: ['One', 'Two'] }))
  expect((await readLicences(file)).map((each) => [each.name, each.text, each.file])).toEqual([
    ['a', 'Two', undefined],
    ['b', null, undefined],
    ['c', 'Two', undefined],
    ['d', null, 'notices.html']
  ])
})

it('a list that is not there, or is something else, is none', async () => {
  const file = join(folder, 'licences.json')
  await expect(readLicences(file)).rejects.toThrow()
  for (const text of ['', '[]', '{"packages":[{}],"texts":[]}']) {
    await writeFile(file, text)
    await expect(readLicences(file)).rejects.toThrow()
  }
})
