/** Values by their key, those used last, up to a total size. What is not there is made. */
export class RecentValues<T> {
  readonly #limit: number
  readonly #values = new Map<string, { value: T; size: number }>()
  #size = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  get(key: string, size: number, make: () => T): T {
    const known = this.#values.get(key)
    if (known) {
      this.#values.delete(key) // a map keeps its order: the one used last goes to the end
      this.#values.set(key, known)
      return known.value
    }
    const value = make()
    this.#values.set(key, { value, size })
    this.#size += size
    for (const [oldest, { size: freed }] of this.#values) {
      if (this.#size <= this.#limit) break
      this.#values.delete(oldest)
      this.#size -= freed
    }
    return value
  }
}
