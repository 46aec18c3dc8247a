/** The value of a column that holds JSON; null for none, undefined for what is none: no schema takes that. */
export function fromJson(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}
