import type { KeyedStore } from '../../core/settings/keyedStore'

/** A store over values that `write` keeps as a whole. What `write` throws comes out of `set`. */
export function keyedValues<T extends object>(initial: T, write: (values: T) => void): KeyedStore<T> {
  let values = initial
  return {
    get: (key) => values[key],
    set: (key, value) => {
      const next = { ...values, [key]: value }
      write(next)
      values = next
    }
  }
}
