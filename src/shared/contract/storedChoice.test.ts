import { describe, expect, it } from 'vitest'
import { defaultChoice } from '../domain/presets'
import { withWhenFull } from '../domain/withWhenFull'
import { storedChoice } from './storedChoice'

describe('what a stored chat does when it is full', () => {
  it('is read as it was chosen, and is as by default where it is missing or cannot be read', () => {
    expect(storedChoice.parse({ ...defaultChoice, whenFull: 'ask' })).toEqual({ ...defaultChoice, whenFull: 'ask' })
    expect(storedChoice.parse(defaultChoice)).toEqual(defaultChoice)
    for (const whenFull of ['later', 7, null, {}]) {
      const read = storedChoice.parse({ ...defaultChoice, whenFull })
      expect(read).toEqual(defaultChoice)
      expect(Object.hasOwn(read, 'whenFull')).toBe(false)
    }
  })

  it('is not named where it is the default one', () => {
    const asking = withWhenFull(defaultChoice, 'ask')
    expect(asking).toEqual({ ...defaultChoice, whenFull: 'ask' })
    expect(Object.hasOwn(withWhenFull(asking, 'leaveOutOldest'), 'whenFull')).toBe(false)
  })
})
