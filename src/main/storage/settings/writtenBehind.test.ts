import { beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../../core/testing/manualClock'
import { writtenBehind } from './writtenBehind'

let clock: ManualClock
let written: object[]
let logged: unknown[]
let isFull: boolean
beforeEach(() => {
  clock = new ManualClock()
  written = []
  logged = []
  isFull = false
})

const log = { info: () => undefined, warn: () => undefined, error: (...entry: unknown[]) => void logged.push(entry) }
const full = new Error('no room')
const open = () => {
  const write = (values: object): void => {
    if (isFull) throw full
    written.push(values)
  }
  return writtenBehind({ open: 0, place: 'left' }, write, { clock, log, failure: 'It was not saved' })
}

describe('a store that is written behind', () => {
  it('writes many changes once, a second after the first, and gives them at once', async () => {
    const store = open()
    for (let id = 1; id <= 100; id++) {
      store.set('open', id)
      expect(store.get('open')).toBe(id)
    }
    store.set('place', 'right')
    await clock.advance(999)
    expect(written).toEqual([])
    await clock.advance(1)
    expect(written).toEqual([{ open: 100, place: 'right' }])
    await clock.advance(60_000)
    expect(written).toHaveLength(1)
  })

  it('writes at most once a second while changes go on', async () => {
    const store = open()
    for (let ms = 0; ms < 10_000; ms += 50) {
      store.set('open', ms)
      await clock.advance(50)
    }
    expect(written).toHaveLength(10)
  })

  it('writes the newest values when it is flushed, and none where there is nothing new', async () => {
    const store = open()
    store.set('open', 1)
    store.flush()
    store.flush()
    await clock.advance(60_000)
    expect(written).toEqual([{ open: 1, place: 'left' }])
  })

  it('writes the newest values when it is closed, and afterwards each change at once', () => {
    const store = open()
    store.set('open', 1)
    store.set('open', 2)
    store.close()
    expect(written).toEqual([{ open: 2, place: 'left' }])
    store.set('place', 'right')
    expect(written).toHaveLength(2)
  })

  it('logs the first of the writes that fail, and tries again at the next change and at the close', async () => {
    const store = open()
    isFull = true
    for (let id = 1; id <= 3; id++) {
      store.set('open', id)
      await clock.advance(60_000)
    }
    expect(logged).toEqual([['It was not saved', full]])
    isFull = false
    store.set('place', 'right')
    await clock.advance(1_000)
    expect(written).toEqual([{ open: 3, place: 'right' }])
    isFull = true
    store.set('open', 4)
    await clock.advance(1_000)
    expect(logged).toHaveLength(2)
    isFull = false
    store.close()
    expect(written.at(-1)).toEqual({ open: 4, place: 'right' })
  })
})
