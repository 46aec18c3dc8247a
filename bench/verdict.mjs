import { deviation, mean as meanOf, round } from './statistics.mjs'

/**
 * Mean of the samples with its 95 % interval after Student's t distribution. Fewer than two samples say nothing about how they scatter: their interval
 * has no ends.
 * @param {number[]} samples
 * @returns {{mean: number, low: number, high: number, count: number}}
 */
export function meanInterval(samples) {
  const count = samples.length
  const mean = meanOf(samples)
  if (count < 2) return { mean, low: -Infinity, high: Infinity, count }
  const reach = (studentT975(count - 1) * deviation(samples)) / Math.sqrt(count)
  return { mean, low: mean - reach, high: mean + reach, count }
}

/** A mean and its interval, as tables show them. */
export const intervalText = ({ mean, low, high }, digits) => `${round(mean, digits)} (${round(low, digits)} to ${round(high, digits)})`

/**
 * What an interval says of a goal: met when all of it lies on the right side, not met when all of it lies on the wrong side.
 * @param {{low: number, high: number}} interval
 * @param {{atMost?: number, atLeast?: number}} goal
 * @returns {'met' | 'not met' | 'undecided'}
 */
export function verdictOf({ low, high }, { atMost = Infinity, atLeast = -Infinity }) {
  if (low > atMost || high < atLeast) return 'not met'
  return high <= atMost && low >= atLeast ? 'met' : 'undecided'
}

/** 97.5 % quantiles of Student's t distribution for 1 to 30 degrees of freedom. */
const STUDENT_T = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101, 2.093, 2.086,
  2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042
]

/** 97.5 % quantile of Student's t distribution; beyond the table by its expansion around the normal quantile, which is right to four digits there. */
function studentT975(freedom) {
  if (freedom <= STUDENT_T.length) return STUDENT_T[freedom - 1]
  const z = 1.959964
  return z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2)
}
