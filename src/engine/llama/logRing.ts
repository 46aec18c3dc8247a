const LINES = 200
/** The library logs why a file cannot be loaded a few milliseconds after it has rejected the load. */
const LATE_LINES_MS = 30

/** The last lines that llama.cpp logged: the only place where the reason of a failed load is told. */
export class LogRing {
  readonly #lines: string[] = []

  add(text: string): void {
    for (const line of text.split('\n')) if (line.trim() !== '') this.#lines.push(line.trim())
    this.#lines.splice(0, this.#lines.length - LINES)
  }

  /** To be called before a load: the lines kept so far belong to the one before. */
  clear(): void {
    this.#lines.length = 0
  }

  /** All kept lines, oldest first, after giving late ones the time to arrive. */
  async settled(): Promise<readonly string[]> {
    await new Promise((resolve) => setTimeout(resolve, LATE_LINES_MS))
    return this.#lines
  }
}
