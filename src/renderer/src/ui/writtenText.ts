const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0]/gu

/** A text on one line, as a programmer writes it: signs that cannot be seen, or that turn others round, have a form that can. */
export const written = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replace(HIDDEN, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

const MOST_SHOWN = 40 // characters

/** As much of it as goes into a sentence. */
export function writtenBriefly(text: string): string {
  const line = written(text)
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line
}

const ESCAPED = /\\(?:u([0-9a-f]{4})|(.))/giu
const meant: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

/** The text that was written so. A backslash before anything else stands for what follows it. */
export const unwritten = (text: string): string =>
  text.replace(ESCAPED, (_, code: string | undefined, sign: string | undefined) =>
    code === undefined ? (meant[sign ?? ''] ?? sign ?? '') : String.fromCharCode(parseInt(code, 16))
  )
