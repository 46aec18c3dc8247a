import type { KeyedStore } from '../../core/settings/keyedStore'

interface ChangingStore<T> extends KeyedStore<T> {
  /** Several at once, all or none. */
  change(changes: Partial<T>): void
}

/** A store over values that `write` keeps as a whole. What `write` throws comes out of `set` and `change`. */
export function keyedValues<T extends object>(initial: T, write: (values: T) => void): ChangingStore<T> {
  let values = initial
  const keep = (next: T): void => {
    write(next)
    values = next
  }
  return {
    get: (key) => values[key],
    set: (key, value) => keep({ ...values, [key]: value }),
    change: (changes) => keep({ ...values, ...changes })
  }
}
