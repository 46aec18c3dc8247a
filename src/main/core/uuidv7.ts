import { randomBytes } from 'node:crypto'

const COUNTER_END = 0x1000 // twelve bits

/**
 * Makes UUIDs of version 7 (RFC 9562). Each is greater than the one before, also within one millisecond and when the clock goes back:
 * the twelve bits after the time count, and borrow a millisecond when they are full.
 */
export function createUuidv7(now: () => number, random: (bytes: number) => Uint8Array = randomBytes): () => string {
  let time = -1
  let counter = 0
  return () => {
    const clock = now()
    if (clock > time) {
      time = clock
      counter = 0
    } else if (++counter === COUNTER_END) {
      time += 1
      counter = 0
    }
    const tail = [...random(8)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    const variant = ((parseInt(tail.slice(0, 1), 16) & 0b0011) | 0b1000).toString(16)
    const stamp = time.toString(16).padStart(12, '0')
    const count = counter.toString(16).padStart(3, '0')
    return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${count}-${variant}${tail.slice(1, 4)}-${tail.slice(4)}`
  }
}
