import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askedDataFolder, findDataFolder } from './dataFolder'

describe('the folder that was asked for', () => {
  const asked = (given: Partial<Parameters<typeof askedDataFolder>[0]>): string | null =>
    askedDataFolder({ switched: '', argv: ['hearth'], env: {}, ...given })

  it('is the switch in either form, before the environment', () => {
    const env = { HEARTH_DATA_DIR: '/environment' }
    expect(asked({ switched: '/equals', argv: ['hearth', '--data-dir=/equals'], env })).toBe(resolve('/equals'))
    expect(asked({ argv: ['hearth', '.', '--data-dir', '/space'], env })).toBe(resolve('/space'))
    expect(asked({ env })).toBe(resolve('/environment'))
  })

  it('is absolute', () => {
    expect(asked({ env: { HEARTH_DATA_DIR: 'here' } })).toBe(join(process.cwd(), 'here'))
  })

  it('is none where nothing was said', () => {
    expect(asked({})).toBeNull()
    expect(asked({ env: { HEARTH_DATA_DIR: '' } })).toBeNull()
    expect(asked({ argv: ['hearth', '--data-dir'] })).toBeNull()
  })
})

describe('the folder that is used', () => {
  let parent: string
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'hearth-data-'))
  })
  afterEach(() => rmSync(parent, { recursive: true, force: true }))

  it('is the wanted one, made with everything above it and left empty', () => {
    const wanted = join(parent, 'not', 'there yet')
    expect(findDataFolder(wanted)).toEqual({ folder: wanted, unwritable: null })
    expect(readdirSync(wanted)).toEqual([])
  })

  it('is a temporary one where the wanted one cannot be written, and says so', () => {
    const wanted = join(parent, 'a file', 'data')
    writeFileSync(join(parent, 'a file'), '')
    const { folder, unwritable } = findDataFolder(wanted)
    expect(unwritable).toBe(wanted)
    expect(statSync(folder).isDirectory()).toBe(true)
    expect(folder.startsWith(join(tmpdir(), 'hearth-unsaved-'))).toBe(true)
    rmSync(folder, { recursive: true })
  })
})
