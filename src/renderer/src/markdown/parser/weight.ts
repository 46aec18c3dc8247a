/** Signs that may begin an element, or a cell or an item of one. */
const SIGNS = new Set([...'*_~`[](<>$\\!|@&+-#.:'].map((sign) => sign.charCodeAt(0)))
/** A formula has elements for each of its letters, and some around them. What stands between two of them counts as one, too. */
const FORMULA = /\$[^$]+|\\[([][^]*?(?:\\[)\]]|$)/g
const FORMULA_WEIGHT = 8
/** An address that is a link without brackets. */
const BARE_ADDRESS = /\bwww\.|:\/\/|@/g
/** Lists and quotes that begin in one line, each within the one before. */
const CONTAINERS = /^(?:[ \t]*(?:[-*+>]|\d{1,9}[.)])(?=[ \t]|$))+/
const CONTAINER = /[-*+>]|\d+/g
/** Of each but the first, beside its sign: a list, an item and a paragraph. */
const CONTAINER_WEIGHT = 2
/** Links and images have several elements, and so has the head of a block of code. */
const BRACKET = '['.charCodeAt(0)
const LINK_WEIGHT = 5
export const CODE_HEAD = 24
const CODE_SHARE = 4 // characters of code for each of its spans, or more

/** How much a line of text may add to the page: one and its signs, about one element each at most. Of a formula, all characters and a few. */
export function weightOf(line: string): number {
  let weight = 1
  if (/\$|\\[([]/.test(line)) for (const [formula] of line.matchAll(FORMULA)) weight += formula.length + FORMULA_WEIGHT
  if (/www|:\/|@/.test(line)) weight += (line.match(BARE_ADDRESS)?.length ?? 0) * LINK_WEIGHT
  const containers = CONTAINERS.exec(line)?.[0].match(CONTAINER)?.length ?? 0
  if (containers > 1) weight += (containers - 1) * CONTAINER_WEIGHT
  for (let at = 0; at < line.length; at++) {
    const sign = line.charCodeAt(at)
    if (SIGNS.has(sign)) weight += sign === BRACKET ? LINK_WEIGHT : 1
  }
  return weight
}

/** The same of a line of code. */
export const weightOfCode = (line: string): number => 1 + Math.floor(line.length / CODE_SHARE)
