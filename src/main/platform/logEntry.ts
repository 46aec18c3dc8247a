const LONGEST = 4_000 // characters of an entry after escaping, continuation lines included

/** Starts each further line of an entry. An entry itself starts with its time, so no text can pass for an entry. */
const CONTINUATION = '  | '

// Controls, formats (bidirectional overrides among them), line and paragraph separators, lone surrogates.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu
const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

export type LogLevel = 'info' | 'warn' | 'error'

/**
 * An entry of the log file with its line end. `text` takes one line whatever is in it: a character that could end the line or act on a
 * terminal is written as an escape. `stack`, which comes from an error of our own process, keeps its lines as continuation lines.
 */
export function logEntry(time: Date, level: LogLevel, text: string, stack?: string): string {
  // Cut before it is escaped as well, so that the cost of an entry does not grow with its text.
  const lines = stack === undefined ? [] : stack.slice(0, LONGEST).split('\n')
  const body = [text.slice(0, LONGEST), ...lines].map(escapeLine).join('\n' + CONTINUATION)
  const isCut = body.length > LONGEST || text.length > LONGEST || (stack?.length ?? 0) > LONGEST
  return `${time.toISOString()} ${level} ${isCut ? cut(body) : body}\n`
}

const escapeLine = (text: string): string =>
  text.replace(UNPRINTABLE, (character) => SHORT[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)

// A pair of surrogates that was cut in two would be written as U+FFFD.
const cut = (body: string): string => `${body.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')} […]`
