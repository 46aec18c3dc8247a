/** Signs that may begin an element, or a cell or an item of one. */
const SIGNS = new Set([...'*_~`[](<>$\\!|@&+-#.:'].map((sign) => sign.charCodeAt(0)))
/** A formula has elements for each of its letters. */
const FORMULA = /\$[^$]+|\\[([][^]*?(?:\\[)\]]|$)/g
const CODE_SHARE = 4 // characters of code for each of its spans, or more

/** How much a line of text may add to the page: one and its signs, about one element each at most. Of a formula, all characters. */
export function weightOf(line: string): number {
  let weight = 1
  if (/\$|\\[([]/.test(line)) for (const [formula] of line.matchAll(FORMULA)) weight += formula.length
  for (let at = 0; at < line.length; at++) if (SIGNS.has(line.charCodeAt(at))) weight++
  return weight
}

/** The same of a line of code. */
export const weightOfCode = (line: string): number => 1 + Math.floor(line.length / CODE_SHARE)
