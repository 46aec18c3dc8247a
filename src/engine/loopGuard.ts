/** When a repetition is certain to be a loop. */
export interface LoopLimits {
  /** Of all that is repeated, in UTF-16 units; a Chinese, Japanese or Korean character counts as three, because it says as much. */
  readonly leastLength: number
  /** How often the segment stands there. */
  readonly leastTimes: number
}

/** A hundred lines that someone asked for are shorter, and a block that is copied a few times is no loop (docs/decisions/0012). */
export const certain: LoopLimits = { leastLength: 3000, leastTimes: 8 }

/** The longest segment that is looked for. */
const LONGEST_SEGMENT = 1024
/** Units between two looks at the text. The places of the looks, and so the answer, do not depend on how the text is cut. */
const BETWEEN_LOOKS = 256
/** A loop repeats at least this many units of its end, which a search of the platform finds much faster than the comparison below. */
const PROBE = 64
/** What a Chinese, Japanese or Korean character counts. */
const DENSE = 3

/**
 * Watches the text of one generation as it is written and says when its end is one segment over and over, exactly: numbers that count up
 * are no loop. It knows only what was added to it. Costs less than a microsecond for each token; docs/decisions/0012 has the thresholds.
 */
export class LoopGuard {
  readonly #limits: LoopLimits
  readonly #windowSize: number
  #window = ''
  /** Units that were added and are no longer in the window. */
  #left = 0
  #sinceLook = 0
  #repeatsFrom: number | null = null

  /** `limits`: others than what is certain, to measure them. */
  constructor(limits = certain) {
    this.#limits = limits
    this.#windowSize = Math.max(limits.leastLength, limits.leastTimes * LONGEST_SEGMENT) + BETWEEN_LOOKS
  }

  /**
   * Null while the text is no loop. Otherwise where the repeated part begins: after the first time that the segment stands there, in UTF-16
   * units from the start of all that was added.
   */
  get repeatsFrom(): number | null {
    return this.#repeatsFrom
  }

  add(text: string): void {
    for (let at = 0; at < text.length && this.#repeatsFrom === null;) {
      const part = text.slice(at, at + BETWEEN_LOOKS - this.#sinceLook)
      at += part.length
      this.#window += part
      this.#sinceLook += part.length
      if (this.#sinceLook === BETWEEN_LOOKS) this.#look()
    }
  }

  #look(): void {
    this.#sinceLook = 0
    const excess = Math.max(0, this.#window.length - this.#windowSize)
    this.#window = this.#window.slice(excess)
    this.#left += excess
    if (this.#window.length < this.#limits.leastLength / DENSE || !endStoodThereBefore(this.#window)) return
    const loop = loopAtEnd(this.#window, this.#limits)
    if (loop) this.#repeatsFrom = this.#left + wholeUnitFrom(this.#window, loop)
  }
}

function endStoodThereBefore(text: string): boolean {
  const probe = text.length - PROBE
  return text.slice(-PROBE - LONGEST_SEGMENT, -1).includes(text.slice(probe))
}

interface Loop {
  /** Where the segment stands for the second time. */
  readonly from: number
  readonly segment: number
}

/**
 * The shortest segment whose repetition is certain. For each distance, how many units at the end are equal to those so far before them: the
 * Z-function of the reversed text, in time linear to its length.
 */
function loopAtEnd(text: string, { leastLength, leastTimes }: LoopLimits): Loop | null {
  const { length } = text
  const isEqual = (a: number, b: number): boolean => text.charCodeAt(length - 1 - a) === text.charCodeAt(length - 1 - b)
  const weights = weightsFromEnd(text)
  const equal = new Uint32Array(LONGEST_SEGMENT + 1)
  let [left, right] = [0, 0]
  for (let segment = 1; segment <= LONGEST_SEGMENT; segment++) {
    let found = segment < right ? Math.min(right - segment, equal[segment - left] ?? 0) : 0
    while (segment + found < length && isEqual(found, segment + found)) found++
    if (segment + found > right) [left, right] = [segment, segment + found]
    equal[segment] = found
    const repeated = found + segment
    if (repeated >= leastTimes * segment && (weights[repeated] ?? 0) >= leastLength) return { from: length - found, segment }
  }
  return null
}

/** What the last units count together, by their number. */
function weightsFromEnd(text: string): Uint32Array {
  const { length } = text
  const weights = new Uint32Array(length + 1)
  for (let units = 1; units <= length; units++) {
    weights[units] = (weights[units - 1] ?? 0) + (isDense(text.charCodeAt(length - units)) ? DENSE : 1)
  }
  return weights
}

// Kana, Han, Hangul.
const isDense = (unit: number): boolean =>
  (unit >= 0x3040 && unit <= 0x30ff) || (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xd7a3)

/** Where a line begins, a sentence, a word. */
const beginnings = [/(?<=\n)(?!\n)/g, /(?<=[.!?…]\s+|[。！？])(?!\s)/g, /(?<=\s)(?!\s)/g]

/**
 * A segment may be found from the middle of a word on, where what stands before the loop happens to end as the segment does. The mark
 * begins with the next line of the segment, else with its next sentence or word, and never inside a character.
 */
function wholeUnitFrom(text: string, { from, segment }: Loop): number {
  for (const beginning of beginnings) {
    beginning.lastIndex = from
    const found = beginning.exec(text)
    if (found && found.index < from + segment) return found.index
  }
  const character = new Intl.Segmenter().segment(text).containing(from)
  return !character || character.index === from ? from : character.index + character.segment.length
}
