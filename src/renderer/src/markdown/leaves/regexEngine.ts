import type { RegexEngine } from 'shiki/core'
import { defaultJavaScriptRegexConstructor, JavaScriptScanner } from 'shiki/engine/javascript'
import { saferPattern } from './saferPatterns'

// A grammar has hundreds of patterns, and the first line that meets them pays for all: up to half a second in one call. Here the patterns are
// made ready one by one, and the work is given up between two of them when its time is over. What is ready stays ready, so the same line gets
// further with each try. The other danger is a line on which ready patterns search for ever: such a line is given up too.

/** Thrown through a grammar that has no more time now. */
class Paused extends Error {}
/** Thrown through a grammar that searches one line for too long. */
class TooSlow extends Error {}

const SLOWEST_LINE = 50 // ms of searching
/** V8 compiles a pattern in its first two searches. */
const FIRST_SEARCHES = 2
/** Patterns may be made from the code itself, as for the end of a here-document. */
const MOST_PATTERNS = 20_000

const compiled = new Map<string, RegExp | Error>()
const searches = new Map<string, number>()
const slice = { deadline: Infinity, steps: 0, searchingUntil: Infinity }

/** Runs work on one line. `paused`: not done by the deadline, try again; `tooSlow`: not to be tried again. */
export function inTime<T>(deadline: number, work: () => T): T | 'paused' | 'tooSlow' {
  Object.assign(slice, { deadline, steps: 0, searchingUntil: performance.now() + SLOWEST_LINE })
  try {
    return work()
  } catch (thrown) {
    if (thrown instanceof Paused) return 'paused'
    if (thrown instanceof TooSlow) return 'tooSlow'
    throw thrown
  } finally {
    slice.deadline = slice.searchingUntil = Infinity
  }
}

/** One step of making a pattern ready. Each try does at least one, or it would never get further. */
function step<T>(work: () => T): T {
  const begun = performance.now()
  if (slice.steps > 0 && begun > slice.deadline) throw new Paused()
  slice.steps += 1
  try {
    return work()
  } finally {
    slice.searchingUntil += performance.now() - begun
  }
}

function makeReady(pattern: string): void {
  const regexp = compiled.get(pattern) ?? step(() => compile(pattern))
  if (!(regexp instanceof RegExp)) return
  for (let done = searches.get(pattern) ?? 0; done < FIRST_SEARCHES; done++) {
    step(() => {
      regexp.lastIndex = 0
      regexp.exec('a b')
    })
    searches.set(pattern, done + 1)
  }
}

function compile(pattern: string): RegExp | Error {
  if (compiled.size >= MOST_PATTERNS) for (const map of [compiled, searches]) map.clear()
  const made = tryCompile(pattern)
  compiled.set(pattern, made)
  return made
}

function tryCompile(pattern: string): RegExp | Error {
  try {
    return defaultJavaScriptRegexConstructor(saferPattern(pattern))
  } catch (thrown) {
    return thrown as Error // JavaScript has no such pattern: the grammar does without it
  }
}

class Scanner extends JavaScriptScanner {
  override findNextMatchSync(
    ...given: Parameters<JavaScriptScanner['findNextMatchSync']>
  ): ReturnType<JavaScriptScanner['findNextMatchSync']> {
    if (performance.now() > slice.searchingUntil) throw new TooSlow()
    return super.findNextMatchSync(...given)
  }
}

let lastString = 0

export const regexEngine: RegexEngine = {
  createScanner: (patterns) => {
    for (const pattern of patterns) if (typeof pattern === 'string') makeReady(pattern)
    return new Scanner(patterns, { forgiving: true, cache: compiled, regexConstructor: defaultJavaScriptRegexConstructor })
  },
  createString: (content) => ({ content, id: ++lastString })
}
