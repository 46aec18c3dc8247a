import { seeded } from './random.mjs'
import { quantile } from './statistics.mjs'

const RESAMPLES = 2_000

/** A quantile of the samples with its 95 % interval, by drawing them again and again (bootstrap), the same for the same samples. */
export function quantileInterval(samples, share) {
  const random = seeded(samples.length)
  const drawn = Array.from({ length: RESAMPLES }, () =>
    quantile(
      samples.map(() => samples[Math.floor(random() * samples.length)]),
      share
    )
  )
  return { value: quantile(samples, share), low: quantile(drawn, 0.025), high: quantile(drawn, 0.975), count: samples.length }
}
