import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LARGEST_LOG, openFileLog } from './fileLog'

describe('the log file', () => {
  let parent: string
  let folder: string
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'hearth-log-'))
    folder = join(parent, 'logs')
  })
  afterEach(() => rmSync(parent, { recursive: true, force: true }))

  const read = (name = 'hearth.log'): string => readFileSync(join(folder, name), 'utf8')
  const sizes = (): number[] => readdirSync(folder).map((name) => statSync(join(folder, name)).size)

  it('has an entry as soon as it was written', () => {
    const log = openFileLog(folder, false)
    log.info('started')
    log.warn('careful')
    log.error('failed', 'why\nso')
    const lines = read().split('\n')
    expect(lines[0]).toMatch(/^\S+Z info started$/)
    expect(lines[1]).toMatch(/^\S+Z warn careful$/)
    expect(lines[2]).toMatch(/^\S+Z error failed: why\\nso$/)
    expect(lines).toHaveLength(4)
  })

  it('writes the stack of an error line by line', () => {
    openFileLog(folder, false).error('Uncaught', new TypeError('no such thing'))
    const lines = read().trimEnd().split('\n')
    expect(lines.slice(0, 2)).toEqual([expect.stringMatching(/Z error Uncaught:$/), '  | TypeError: no such thing'])
    expect(lines[2]).toMatch(/^ {2}\| {5}at /)
  })

  it('appends to the file of the run before', () => {
    openFileLog(folder, false).info('first run')
    openFileLog(folder, false).info('second run')
    expect(read().trimEnd().split('\n')).toEqual([expect.stringContaining('first run'), expect.stringContaining('second run')])
  })

  it('begins a new file while it runs, and never takes more than two files’ space', () => {
    const log = openFileLog(folder, false)
    const text = '模'.repeat(3_000)
    for (let entry = 0; entry < 1_500; entry++) {
      log.info(`${entry} ${text}`)
      if (entry % 100 === 0) for (const size of sizes()) expect(size).toBeLessThanOrEqual(LARGEST_LOG)
    }
    expect(readdirSync(folder).sort()).toEqual(['hearth.log', 'hearth.old.log'])
    for (const size of sizes()) expect(size).toBeLessThanOrEqual(LARGEST_LOG)
    expect(read()).toContain('info 1499 ')
    const numbers = [...(read('hearth.old.log') + read()).matchAll(/info (\d+) /g)].map(([, number]) => Number(number))
    expect(numbers, 'nothing between the two files is lost').toEqual(numbers.map((_, place) => 1_500 - numbers.length + place))
  })

  it('keeps an oversized file of an earlier version as the old one', () => {
    mkdirSync(folder)
    writeFileSync(join(folder, 'hearth.log'), Buffer.alloc(LARGEST_LOG + 1, 'x'))
    openFileLog(folder, false).info('started')
    expect(read('hearth.old.log')).toHaveLength(LARGEST_LOG + 1)
    expect(read()).toMatch(/^\S+Z info started\n$/)
  })

  it('removes an old file that is larger than its limit at the next start', () => {
    mkdirSync(folder)
    writeFileSync(join(folder, 'hearth.old.log'), Buffer.alloc(LARGEST_LOG + 1))
    openFileLog(folder, false).info('started')
    expect(readdirSync(folder)).toEqual(['hearth.log'])
  })

  it('keeps the newer of two oversized files', () => {
    mkdirSync(folder)
    for (const name of ['hearth.log', 'hearth.old.log']) writeFileSync(join(folder, name), Buffer.alloc(LARGEST_LOG + 1, name))
    openFileLog(folder, false).info('started')
    expect(read('hearth.old.log')).toMatch(/^hearth\.loghearth\.log/)
    expect(read()).toMatch(/^\S+Z info started\n$/)
  })

  it('keeps its limit where the full file cannot be renamed', () => {
    mkdirSync(join(folder, 'hearth.old.log', 'in the way'), { recursive: true })
    const log = openFileLog(folder, false)
    for (let entry = 0; entry < 1_500; entry++) log.info(`${entry} ${'x'.repeat(3_000)}`)
    expect(statSync(join(folder, 'hearth.log')).size).toBeLessThanOrEqual(LARGEST_LOG)
    expect(read()).toContain('info 1499 ')
  })

  it('costs nothing else where it cannot be written', () => {
    writeFileSync(folder, 'a file where the folder should be')
    const log = openFileLog(folder, false)
    log.info('nobody hears this')
    log.error('nor this', new Error('x'))
    chmodSync(parent, 0o700)
    expect(readFileSync(folder, 'utf8')).toBe('a file where the folder should be')
  })
})
