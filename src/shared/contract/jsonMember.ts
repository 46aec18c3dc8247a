import type { Result } from './appError'

const MEMBER = Symbol('a member that is JSON already')

interface Member {
  /** The object without it. */
  of: object
  name: string
  json: string
}

/**
 * `value` with one more member, whose JSON was written elsewhere: `writeJson` takes it as it is, so that a long conversation is not read and
 * written again on its way to the page. Who asks for the member itself has it read then.
 */
export function withJsonMember<T extends object, N extends string, V>(value: T, name: N, json: string): T & Readonly<Record<N, V>> {
  let read: { value: V } | null = null
  const whole = Object.defineProperty({ ...value }, name, {
    enumerable: true,
    get: () => (read ??= { value: JSON.parse(json) as V }).value
  })
  return Object.defineProperty(whole, MEMBER, { value: { of: value, name, json } satisfies Member }) as T & Readonly<Record<N, V>>
}

/** A result as JSON. */
export function writeJson(result: Result<unknown>): string {
  const member = result.ok ? memberOf(result.value) : null
  if (!result.ok || !member) return JSON.stringify(result)
  const head = JSON.stringify(member.of).slice(0, -1)
  return `{"ok":true,"value":${head}${head === '{' ? '' : ','}${JSON.stringify(member.name)}:${member.json}}}`
}

function memberOf(value: unknown): Member | null {
  return typeof value === 'object' && value !== null && MEMBER in value ? (value[MEMBER] as Member) : null
}
