import { expect, test } from 'vitest'
import { createProgress, formatBytes } from './progress.mjs'

function record(isTTY) {
  const written = []
  return { written, out: { isTTY, write: (text) => written.push(text) } }
}

test('a log file gets a line for each tenth, with sizes, percent and the time that is left', () => {
  const { written, out } = record(false)
  let time = 0
  const progress = createProgress('Model', { out, now: () => (time += 1000) })
  for (let done = 0; done <= 100; done += 1) progress.update(done * 1e6, 100e6)
  progress.end()
  expect(written).toHaveLength(10)
  expect(written[0]).toBe('[setup] Model: 10.0 MB of 100.0 MB, 10 %, about 2 min left\n')
  expect(written.at(-2)).toBe('[setup] Model: 90.0 MB of 100.0 MB, 90 %, about 10 s left\n')
  expect(written.at(-1)).toBe('[setup] Model: 100.0 MB of 100.0 MB, 100 %\n')
})

test('a terminal gets one line that is rewritten, a few times a second', () => {
  const { written, out } = record(true)
  let time = 0
  const progress = createProgress('Model', { out, now: () => (time += 10) })
  for (let done = 0; done <= 100; done += 1) progress.update(done, 100)
  progress.end()
  expect(written.length).toBeLessThan(15)
  expect(written.filter((text) => text.includes('\n'))).toEqual(['\n'])
})

test('packages, which take differently long, get no time that is left', () => {
  const { written, out } = record(false)
  let time = 0
  const progress = createProgress('Packages', { out, format: String, now: () => (time += 1000) })
  for (let done = 0; done <= 50; done += 1) progress.update(done, 100)
  expect(written.at(-1)).toBe('[setup] Packages: 50 of 100, 50 %\n')
})

test('sizes are decimal and short', () => {
  expect([12, 4_000, 98_362_432, 1_240_000_000].map(formatBytes)).toEqual(['12 B', '4 kB', '98.4 MB', '1.24 GB'])
})
