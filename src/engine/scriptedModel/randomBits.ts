/** Xorshift: the same seed gives the same model. Numbers of 32 bits. */
export class RandomBits {
  #state: number
  constructor(seed: number) {
    this.#state = seed | 0 || 1
  }

  next(): number {
    this.#state ^= this.#state << 13
    this.#state ^= this.#state >>> 17
    this.#state ^= this.#state << 5
    return this.#state >>> 0
  }

  /** Evenly between -1 and 1. */
  fraction(): number {
    return (this.next() / 0xffff_ffff) * 2 - 1
  }
}
