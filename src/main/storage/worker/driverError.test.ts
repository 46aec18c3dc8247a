import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isDamage, translateDriverError } from './driverError'

let database: InstanceType<typeof DatabaseSync>
beforeEach(() => {
  database = new DatabaseSync(':memory:')
  database.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT')
})
afterEach(() => database.close())

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (thrown) {
    return thrown
  }
  throw new Error('Nothing was thrown')
}

describe('an error of the driver', () => {
  it('from a full disk says so', () => {
    database.exec('PRAGMA max_page_count = 3')
    const insert = database.prepare('INSERT INTO notes (text) VALUES (hex(zeroblob(100000)))')
    expect(translateDriverError(thrownBy(() => insert.run()))).toMatchObject({ name: 'StorageFailure', code: 'diskFull' })
  })

  it('from a database that may not be written says so', () => {
    database.exec('PRAGMA query_only = ON')
    expect(translateDriverError(thrownBy(() => database.exec('DELETE FROM notes')))).toMatchObject({ code: 'writeFailed' })
  })

  it.each([
    [5, 'locked'],
    [261, 'locked'],
    [6, 'locked'],
    [8, 'writeFailed'],
    [778, 'writeFailed'],
    [266, 'unreadable'],
    [11, 'unreadable'],
    [267, 'unreadable'],
    [13, 'diskFull'],
    [14, 'unreadable'],
    [26, 'unreadable']
  ])('with code %i is %s', (errcode, code) => {
    expect(translateDriverError(Object.assign(new Error('It failed'), { errcode }))).toMatchObject({ code })
  })

  it('without a code is known by its sentence', () => {
    const thrown = new Error('database disk image is malformed')
    expect(translateDriverError(thrown)).toMatchObject({ code: 'unreadable' })
    expect(isDamage(thrown)).toBe(true)
  })

  it('that is a fault of ours stays what it is', () => {
    for (const sql of ['SELEKT', 'INSERT INTO notes (id, text) VALUES (1, NULL)']) {
      const thrown = thrownBy(() => database.exec(sql))
      expect(translateDriverError(thrown)).toBe(thrown)
      expect(isDamage(thrown)).toBe(false)
    }
    expect(translateDriverError('a string')).toBe('a string')
  })

  it('of the file system is told by its code', () => {
    const failed = (code: string) => translateDriverError(Object.assign(new Error('It failed'), { code, syscall: 'rename' }))
    expect(failed('ENOSPC')).toMatchObject({ code: 'diskFull' })
    expect(failed('EACCES')).toMatchObject({ code: 'writeFailed' })
  })
})
