import { expect, it } from 'vitest'
import { fixedTunings } from './fixedTunings'

const tuning = { offloads: false, readingThreads: 1, flashAttention: false, chunks: [{ from: 0, size: 16 }] }

it('is the chosen tuning of every model, and keeps nothing', () => {
  const store = fixedTunings({ HEARTH_TEST_TUNING: JSON.stringify(tuning) })
  store?.write('key', { kind: 'chosen', tuning: { ...tuning, readingThreads: 8, chunks: [{ from: 0, size: 64 }] } })
  expect(store?.read('key')).toEqual({ kind: 'chosen', tuning })
})

it('is none where nothing is set, and refuses what is no tuning', () => {
  expect(fixedTunings({})).toBeNull()
  expect(() => fixedTunings({ HEARTH_TEST_TUNING: '{"readingThreads":0}' })).toThrow()
})
