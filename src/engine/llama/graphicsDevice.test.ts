import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mayHaveGpu } from './graphicsDevice'

describe('looking for a GPU before any library is asked', () => {
  let dev = ''
  beforeEach(() => {
    dev = mkdtempSync(join(tmpdir(), 'hearth-dev-'))
  })
  afterEach(() => rmSync(dev, { recursive: true }))

  it('finds none where Linux offers no device', () => {
    writeFileSync(join(dev, 'null'), '')
    expect(mayHaveGpu(dev, 'linux')).toBe(false)
    expect(mayHaveGpu(join(dev, 'missing'), 'linux')).toBe(false)
  })

  it.each(['dri/renderD128', 'nvidia0', 'dxg', 'kfd'])('asks the libraries where there is %s', (name) => {
    mkdirSync(join(dev, 'dri'))
    writeFileSync(join(dev, name), '')
    expect(mayHaveGpu(dev, 'linux')).toBe(true)
  })

  it('leaves it to the libraries on other systems', () => {
    expect(mayHaveGpu(join(dev, 'missing'), 'darwin')).toBe(true)
    expect(mayHaveGpu(join(dev, 'missing'), 'win32')).toBe(true)
  })
})
