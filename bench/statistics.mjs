/** Value at share `q` (0 to 1) of the sorted numbers, nearest rank; NaN for none. */
export function quantile(numbers, q) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))]
}

/** NaN for none. */
export const mean = (numbers) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length

export const median = (numbers) => quantile(numbers, 0.5)

/** Sample standard deviation; 0 for fewer than two numbers. */
export function deviation(numbers) {
  if (numbers.length < 2) return 0
  const middle = mean(numbers)
  return Math.sqrt(numbers.reduce((sum, x) => sum + (x - middle) ** 2, 0) / (numbers.length - 1))
}

/** A number with at most `digits` decimals, as tables show it. */
export const round = (number, digits = 0) => (Number.isFinite(number) ? Number(number.toFixed(digits)) : null)

/** Markdown table: a row of headings, then rows of cells. */
export function table(headings, rows) {
  const line = (cells) => `| ${cells.map((cell) => (cell === null || cell === undefined ? '–' : String(cell))).join(' | ')} |`
  return [line(headings), `|${headings.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}
