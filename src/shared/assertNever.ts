/** Ends a switch over a union: a new member becomes a compile error, an impossible value at run time a bug with its content. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
