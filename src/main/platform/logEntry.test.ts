import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logEntry } from './logEntry'

const RUNS = process.env.HEARTH_FAULTS === 'full' ? 5_000 : 500
const time = new Date('2026-01-02T03:04:05.678Z')
const entryStart = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (info|warn|error) /

/** Text made of what breaks lines, acts on terminals or looks like an entry. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\n',
        '\r',
        '\r\n',
        '\t',
        '\v',
        '\f',
        '\0',
        '\u0085',
        '\u2028',
        '\u2029',
        '\u001b[2J',
        '\u009b31m',
        '\u202e',
        '\u2066'
      ),
      fc.constantFrom('\u200b', '\ufeff', '\ud800', '\udc00', '\n  | ', '\n2026-01-02T03:04:05.678Z error Uncaught: forged', '\\n', '🙂'),
      fc.string({ unit: 'binary', maxLength: 20 })
    ),
    { maxLength: 30 }
  )
  .map((parts) => parts.join(''))

describe('an entry of the log', () => {
  it('is one line with nothing in it that ends a line or acts on a terminal, whatever the text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const entry = logEntry(time, 'error', text)
        expect(entry.endsWith('\n')).toBe(true)
        expect(entry.slice(0, -1)).toMatch(/^2026-01-02T03:04:05\.678Z error [^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]*$/u)
      }),
      { seed: 1, numRuns: RUNS }
    )
  })

  it('keeps the lines of a stack apart, and none of them can pass for an entry', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (text, stack) => {
        const [first = '', ...others] = logEntry(time, 'error', text, stack)
          .slice(0, -1)
          .split(/[\n\r\v\f\u0085\u2028\u2029]/)
        expect(first).toMatch(entryStart)
        expect(others.length).toBeGreaterThan(0)
        for (const line of others) expect(line).toMatch(/^ {2}\| [^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]*$/u)
      }),
      { seed: 2, numRuns: RUNS }
    )
  })

  it('shows a stack as people read it', () => {
    const entry = logEntry(time, 'error', 'Uncaught:', 'TypeError: no such thing\n    at f (file:///a.js:1:2)')
    expect(entry).toBe('2026-01-02T03:04:05.678Z error Uncaught:\n  | TypeError: no such thing\n  |     at f (file:///a.js:1:2)\n')
  })

  it('leaves ordinary text of any language as it is, backslashes included', () => {
    const text = 'C:\\new\\model — “Größe” 模型 نموذج 🙂'
    expect(logEntry(time, 'info', text)).toBe(`2026-01-02T03:04:05.678Z info ${text}\n`)
  })

  it('has an upper limit, also for text that grows when it is escaped', () => {
    for (const unit of ['x', '\u202e', '\n', '🙂']) {
      expect(logEntry(time, 'error', unit.repeat(100_000)).length).toBeLessThan(4_100)
      expect(logEntry(time, 'error', 'x', unit.repeat(100_000)).length).toBeLessThan(4_100)
    }
    expect(logEntry(time, 'error', 'x'.repeat(100_000))).toMatch(/x \[…\]\n$/)
    expect(logEntry(time, 'error', 'x'.repeat(4_000))).toMatch(/x\n$/)
    expect(logEntry(time, 'error', 'x' + '🙂'.repeat(4_000)), 'no half of a pair').not.toMatch(/\p{Cs}/u)
  })
})
