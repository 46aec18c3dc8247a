/** Share of the time of writing that the window may take where all cores write. */
const SHARE = 0.035
/** Newest updates that are looked at, and how many of them there must be. */
const UPDATES = { most: 16, least: 4 }
/** Milliseconds between two updates: at least, before anything is known, at most. */
const BETWEEN = { least: 33, unknown: 125, most: 180 }

/**
 * What an update of the window costs a reply that all cores write, from the tokens that were written beside it, and how long the next one
 * therefore waits: where the processor draws the window, an update costs half a token; where a graphics card does, next to nothing, and
 * text can come as often as people see it. One for each model that is loaded.
 */
export class DrawingCost {
  readonly #updates: number[] = []
  #newest: { sentAt: number; ms: number } | null = null

  /** A token beside which what was sent at `sentAt` was drawn took `ms` more than others do; fewer than 0 where it took less. */
  lost(sentAt: number, ms: number): void {
    if (this.#newest?.sentAt === sentAt) {
      this.#newest.ms += ms
      return
    }
    if (this.#newest) this.#updates.push(this.#newest.ms)
    if (this.#updates.length > UPDATES.most) this.#updates.shift()
    this.#newest = { sentAt, ms }
  }

  /** Milliseconds from one update to the next. */
  get between(): number {
    const cost = this.#median()
    return cost === null ? BETWEEN.unknown : Math.min(BETWEEN.most, Math.max(BETWEEN.least, cost / SHARE))
  }

  /** Not the mean: another program that takes a core beside one update says nothing of the others. */
  #median(): number | null {
    if (this.#updates.length < UPDATES.least) return null
    const sorted = this.#updates.toSorted((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 2)] ?? null
  }
}
