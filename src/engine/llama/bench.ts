/** A small context that measurements are made on, at a position that the caller moves. Times are in milliseconds. */
export interface Bench {
  /** Tokens that fit. */
  readonly size: number
  readonly position: number
  /** Reads the next `count` tokens and answers how long it took. */
  read(count: number): Promise<number>
  /** Forgets what lies behind `position`. */
  rewind(position: number): Promise<void>
}
