import { median, round } from '../statistics.mjs'

/** The sides in the order of the tables: Hearth, then what it is compared with. */
export const sideNames = ['Hearth', 'Streamdown', 'react-markdown by block', 'react-markdown by block, colours', 'react-markdown whole']

/** The others that colour code while it is written, as Hearth does. */
export const equalSides = ['Streamdown', 'react-markdown by block, colours']

/** Every value, smallest first. */
export const spread = (values, digits = 0) =>
  [...values]
    .sort((a, b) => a - b)
    .map((value) => round(value, digits))
    .join(' · ')

/** Met where the median is within the limit, and undecided where not all runs agree with it. */
export function verdict(values, limit) {
  const isMet = median(values) <= limit
  const agree = values.filter((value) => value <= limit === isMet).length
  if (agree < values.length) return `undecided (${agree} of ${values.length} runs ${isMet ? 'within' : 'above'})`
  return isMet ? 'met' : '**not met**'
}

/** How often each side is measured: `BENCH_RUNS` for a first look, never for a table that stays. */
export const RUNS = Number(process.env.BENCH_RUNS ?? 3)
