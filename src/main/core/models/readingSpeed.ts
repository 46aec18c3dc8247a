import * as z from 'zod'
import type { PrefillTiming } from '../../../engine/tuning/engineTuning'

const sum = z.number().min(0)

/**
 * How fast a model reads a prompt, as the sums of a weighted straight line through what was measured: the time of one token, in ms, over its
 * position. `backend`: what computed it, whose speeds are not those of another. `weight` is in tokens; `place` and `time` are sums of positions and times, the others of their products.
 */
export const readingSpeed = z.object({ backend: z.string(), weight: sum, place: sum, time: sum, placePlace: sum, placeTime: sum })
export type ReadingSpeed = z.infer<typeof readingSpeed>

/** What was measured before counts so much less with each 512 tokens: other programs, heat and batteries change what a computer can do. */
const KEPT = 0.8
const PER = 512
/** Tokens: fewer say too little. */
const ENOUGH = 128
/** Tokens: the positions of what was measured must deviate by so much before they say how the time grows with them. */
const WIDE = 256

/** With the timings of one more generation on this backend; `before` itself when there are none. */
export function addReading(before: ReadingSpeed | null, timings: readonly PrefillTiming[], backend: string): ReadingSpeed | null {
  if (timings.length === 0) return before
  const tokens = timings.reduce((total, { size }) => total + size, 0)
  const kept = before?.backend === backend ? KEPT ** (tokens / PER) : 0
  const start: ReadingSpeed = {
    backend,
    weight: (before?.weight ?? 0) * kept,
    place: (before?.place ?? 0) * kept,
    time: (before?.time ?? 0) * kept,
    placePlace: (before?.placePlace ?? 0) * kept,
    placeTime: (before?.placeTime ?? 0) * kept
  }
  return timings.reduce((sums, { at, size, ms }) => {
    const middle = at + size / 2
    return {
      ...sums,
      weight: sums.weight + size,
      place: sums.place + size * middle,
      time: sums.time + ms,
      placePlace: sums.placePlace + size * middle * middle,
      placeTime: sums.placeTime + ms * middle
    }
  }, start)
}

/**
 * How many times as long as usual chunks took when the newest of these was read: the median of those that were disturbed, where the newest one was.
 * 1 where nothing usual is known.
 */
export function readingPace(usual: ReadingSpeed | null, timings: readonly PrefillTiming[], backend: string): number {
  if (!timings.at(-1)?.isDisturbed) return 1
  const ratios = timings
    .filter(({ isDisturbed }) => isDisturbed)
    .map(({ at, size, ms }) => ms / (readingTime(usual, at, at + size, backend) ?? NaN))
    .filter(Number.isFinite)
    .sort((a, b) => a - b)
  return ratios[Math.floor(ratios.length / 2)] ?? 1
}

/** The expected time in ms for the tokens from `from` up to `to`; null where too little is known. The time of a token never falls with its position. */
export function readingTime(speed: ReadingSpeed | null, from: number, to: number, backend: string): number | null {
  if (speed === null || speed.backend !== backend || speed.weight < ENOUGH) return null
  const { weight, place, time, placePlace, placeTime } = speed
  const spread = weight * placePlace - place * place
  const reach = Math.sqrt(Math.max(0, spread)) / weight
  const slope = reach >= WIDE ? Math.max(0, (weight * placeTime - place * time) / spread) : 0
  const atStart = Math.max(0, (time - slope * place) / weight)
  return atStart * (to - from) + (slope * (to * to - from * from)) / 2
}
