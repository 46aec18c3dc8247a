import * as z from 'zod'
import type { PrefillTiming } from '../../../engine/tuning/engineTuning'

const sum = z.number().min(0)

/**
 * How fast a model reads a prompt, as the sums of a weighted straight line through what was measured: the time of one token, in ms, over its
 * position. `weight` is in tokens; `place` and `time` are sums of positions and times, the others of their products.
 */
export const readingSpeed = z.object({ weight: sum, place: sum, time: sum, placePlace: sum, placeTime: sum })
export type ReadingSpeed = z.infer<typeof readingSpeed>

/** What was measured before counts so much less with each generation: other programs, heat and batteries change what a computer can do. */
const KEPT = 0.7
/** Tokens: fewer say too little. */
const ENOUGH = 128

/** With the timings of one more generation; `before` itself when there are none. */
export function addReading(before: ReadingSpeed | null, timings: readonly PrefillTiming[]): ReadingSpeed | null {
  if (timings.length === 0) return before
  const { weight, place, time, placePlace, placeTime } = before ?? { weight: 0, place: 0, time: 0, placePlace: 0, placeTime: 0 }
  const start = {
    weight: weight * KEPT,
    place: place * KEPT,
    time: time * KEPT,
    placePlace: placePlace * KEPT,
    placeTime: placeTime * KEPT
  }
  return timings.reduce((sums, { at, size, ms }) => {
    const middle = at + size / 2
    return {
      weight: sums.weight + size,
      place: sums.place + size * middle,
      time: sums.time + ms,
      placePlace: sums.placePlace + size * middle * middle,
      placeTime: sums.placeTime + ms * middle
    }
  }, start)
}

/** The expected time in ms for the tokens from `from` up to `to`; null where too little is known. The time of a token never falls with its position. */
export function readingTime(speed: ReadingSpeed | null, from: number, to: number): number | null {
  if (speed === null || speed.weight < ENOUGH) return null
  const { weight, place, time, placePlace, placeTime } = speed
  const spread = weight * placePlace - place * place
  const slope = spread > 0 ? Math.max(0, (weight * placeTime - place * time) / spread) : 0
  const atStart = Math.max(0, (time - slope * place) / weight)
  return atStart * (to - from) + (slope * (to * to - from * from)) / 2
}
