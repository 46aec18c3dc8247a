/** Whether two values of main hold the same data. Identity cannot tell: everything that comes over the bridge is a new object. */
export function hasSameContent(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
