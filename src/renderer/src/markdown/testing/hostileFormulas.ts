/** Formulas that are made to keep what sets them busy: a name and a source. */
export const hostileFormulas: readonly (readonly [name: string, source: string])[] = [
  [
    'macros that double',
    `${Array.from({ length: 20 }, (_, n) => `\\def\\${'abcdefghijklmnopqrstu'[n + 1]}{\\${'abcdefghijklmnopqrstu'[n]}\\${'abcdefghijklmnopqrstu'[n]}}`).join('')}\\u`
  ],
  ['a macro that calls itself', '\\def\\x{\\x\\x}\\x'],
  [
    'an edef that grows',
    '\\def\\x{xx}\\edef\\x{\\x\\x\\x\\x}\\edef\\x{\\x\\x\\x\\x}\\edef\\x{\\x\\x\\x\\x}\\edef\\x{\\x\\x\\x\\x}\\edef\\x{\\x\\x\\x\\x}\\edef\\x{\\x\\x\\x\\x}\\x'
  ],
  ['braces', `${'{'.repeat(1_500)}x${'}'.repeat(1_500)}`],
  ['fractions in fractions', `${'\\frac{1}{'.repeat(300)}x${'}'.repeat(300)}`],
  ['roots without braces', `${'\\sqrt'.repeat(700)} x`],
  ['hats without braces', `${'\\hat'.repeat(900)} x`],
  ['powers', `${'x^{'.repeat(800)}x${'}'.repeat(800)}`],
  ['brackets', `${'\\left('.repeat(400)}x${'\\right)'.repeat(400)}`],
  ['a table', `\\begin{matrix}${'&'.repeat(3_900)}\\end{matrix}`],
  ['rows', `\\begin{matrix}${'\\\\'.repeat(1_900)}\\end{matrix}`],
  ['tables in tables', `${'\\begin{matrix}'.repeat(120)}x${'\\end{matrix}'.repeat(120)}`],
  ['a megabyte', 'x'.repeat(1_000_000)],
  ['overlines', '\\overline{x}'.repeat(330)]
]
