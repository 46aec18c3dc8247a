import { describe, expect, it, vi } from 'vitest'
import { RecentValues } from './recentValues'

describe('recent values', () => {
  it('are made once, and again when they were pushed out', () => {
    const values = new RecentValues<string>(3)
    const make = vi.fn((key: string) => `made ${key}`)
    const get = (key: string, size = 1): string => values.get(key, size, () => make(key))
    expect(['a', 'b', 'c', 'a'].map((key) => get(key))).toEqual(['made a', 'made b', 'made c', 'made a'])
    expect(make).toHaveBeenCalledTimes(3)
    get('d') // pushes out b, which was used longest ago
    get('a')
    expect(make).toHaveBeenCalledTimes(4)
    get('b')
    expect(make).toHaveBeenCalledTimes(5)
  })

  it('that are larger than all there may be are made each time', () => {
    const values = new RecentValues<string>(3)
    const make = vi.fn(() => 'large')
    for (let time = 0; time < 2; time++) values.get('a', 4, make)
    expect(make).toHaveBeenCalledTimes(2)
  })
})
