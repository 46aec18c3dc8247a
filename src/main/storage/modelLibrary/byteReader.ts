import type { FileHandle } from 'node:fs/promises'

const CHUNK = 1 << 20

/** The file ended before what was asked for. */
export class EndOfFile extends Error {
  override readonly name = 'EndOfFile'
}

/** Reads a file from its start, in chunks, little-endian. Every method throws EndOfFile where the file is too short. */
export class ByteReader {
  readonly #handle: FileHandle
  readonly #size: number
  #chunk = Buffer.alloc(0)
  /** Where in the file the chunk begins, and where in the chunk reading goes on. */
  #start = 0
  #at = 0

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle
    this.#size = size
  }

  get position(): number {
    return this.#start + this.#at
  }

  /** Passes over `count` bytes without reading them. */
  skip(count: number): void {
    if (this.position + count > this.#size) throw new EndOfFile()
    if (this.#at + count <= this.#chunk.length) {
      this.#at += count
      return
    }
    this.#start = this.position + count
    this.#at = 0
    this.#chunk = Buffer.alloc(0)
  }

  /** `count`: at most a few kilobytes. The bytes are valid until the next call. */
  async take(count: number): Promise<Buffer> {
    if (this.#at + count > this.#chunk.length) await this.#refill(count)
    const bytes = this.#chunk.subarray(this.#at, this.#at + count)
    this.#at += count
    return bytes
  }

  async u32(): Promise<number> {
    return (await this.take(4)).readUInt32LE()
  }

  /** Beyond 2^53 not exact: such a number is nonsense for every length there is. */
  async u64(): Promise<number> {
    return Number((await this.take(8)).readBigUInt64LE())
  }

  /**
   * Passes over strings, each a length of 8 bytes and its characters. A vocabulary has hundreds of thousands: waiting for each
   * would take longer than reading them. `check` may throw at a length.
   */
  async skipStrings(count: number, check: (length: number) => void): Promise<void> {
    for (let n = 0; n < count; n++) {
      if (this.#at + 8 > this.#chunk.length) await this.#refill(8)
      const length = Number(this.#chunk.readBigUInt64LE(this.#at))
      this.#at += 8
      check(length)
      this.skip(length)
    }
  }

  async #refill(count: number): Promise<void> {
    const start = this.position
    if (start + count > this.#size) throw new EndOfFile()
    const wanted = Math.min(Math.max(CHUNK, count), this.#size - start)
    const { buffer, bytesRead } = await this.#handle.read(Buffer.alloc(wanted), 0, wanted, start)
    if (bytesRead < count) throw new EndOfFile()
    this.#chunk = buffer.subarray(0, bytesRead)
    this.#start = start
    this.#at = 0
  }
}
