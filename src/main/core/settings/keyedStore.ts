/** Values that outlive Hearth, each under its key. `set` throws a StorageFailure when it cannot be written; the old value stays then. */
export interface KeyedStore<T> {
  get<K extends keyof T>(key: K): T[K]
  set<K extends keyof T>(key: K, value: T[K]): void
}
