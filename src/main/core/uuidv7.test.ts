import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conversationId } from '../../shared/domain/ids'
import { createUuidv7 } from './uuidv7'

describe('createUuidv7', () => {
  it('begins with the time, and is a UUID of version 7', () => {
    const id = createUuidv7(() => 0x0123_4567_89ab)()
    expect(id).toMatch(/^01234567-89ab-7000-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(conversationId.safeParse(id).success).toBe(true)
  })

  it('grows with every id, also within a millisecond and when the clock goes back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_003 }), { minLength: 2, maxLength: 200 }), (times) => {
        const clock = times[Symbol.iterator]()
        const next = createUuidv7(() => clock.next().value ?? 0)
        const ids = times.map(() => next())
        expect([...new Set(ids)].sort()).toEqual(ids)
      }),
      { seed: 7, numRuns: 100 }
    )
  })

  it('goes on growing after more ids in a millisecond than there is room to count', () => {
    const next = createUuidv7(() => 1_700_000_000_000)
    const ids = Array.from({ length: 10_000 }, next)
    expect([...new Set(ids)].sort()).toEqual(ids)
    expect(ids.every((id) => conversationId.safeParse(id).success)).toBe(true)
  })
})
