/** In characters. */
const LONGEST_FORMULA = 4_000
/** Groups inside of groups, of every kind. */
const DEEPEST_FORMULA = 32
/** A thousand rows of one letter are longer on the screen than any formula of a book. */
const MOST_CELLS = 1_000

/** Whether a formula may be given to the program that sets it, which has no limit of its own for these. */
export function isWithinLimits(source: string): boolean {
  if (source.length > LONGEST_FORMULA) return false
  if ((source.match(/&|\\\\|\\cr\b/g)?.length ?? 0) > MOST_CELLS) return false
  return depthOf(source) <= DEEPEST_FORMULA
}

/** How deep groups may lie in each other. One-letter arguments count as well: `\sqrt\sqrt x` needs no braces. */
function depthOf(source: string): number {
  let depth = 0
  let deepest = 0
  let chain = 0 // commands in a row, each of which may be the argument of the one before
  for (const [token] of source.matchAll(/\\(?:[a-zA-Z]+|[^])|[{}^_]|[^\s{}^_\\]/g)) {
    const opens = token === '{' || token === '\\begin' || token === '\\left' || token === '\\bgroup' || token === '\\begingroup'
    const closes = token === '}' || token === '\\end' || token === '\\right' || token === '\\egroup' || token === '\\endgroup'
    if (opens) depth += 1
    if (closes) depth = Math.max(0, depth - 1)
    chain = token.length > 1 || token === '^' || token === '_' || opens ? chain + 1 : 0
    deepest = Math.max(deepest, depth, Math.floor(chain / 2))
  }
  return deepest
}
