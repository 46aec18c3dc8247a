interface Fence {
  readonly mark: string
  readonly quotes: number
  readonly indent: number
}

const OPENING = /^((?: {0,3}> ?)*)(\s*)((?:(?:[-*+]|\d{1,9}[.)])\s+)?)(`{3,}|~{3,})(.*)$/

/** The source of the last code between fences in a Markdown text, also while its end is not written yet. Null where there is none. */
export function lastFencedCode(text: string): string | null {
  let fence: Fence | null = null
  let lines: string[] = []
  let last: string | null = null
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (fence === null) {
      fence = opened(line)
      lines = []
    } else if (isClosed(line, fence)) {
      last = lines.join('\n')
      fence = null
    } else lines.push(inside(line, fence))
  }
  return fence !== null && lines.some((line) => line !== '') ? lines.join('\n') : last
}

function opened(line: string): Fence | null {
  const found = OPENING.exec(line)
  if (!found) return null
  const [, quotes = '', before = '', marker = '', mark = '', info = ''] = found
  if (mark.startsWith('`') && info.includes('`')) return null // code within a line
  return { mark, quotes: quotes.split('>').length - 1, indent: before.length + marker.length }
}

function isClosed(line: string, fence: Fence): boolean {
  const [, mark = ''] = /^\s*(`{3,}|~{3,})\s*$/.exec(inside(line, fence)) ?? []
  return mark.startsWith(fence.mark)
}

/** A line of code without the quote and the list that the code stands in. */
function inside(line: string, { quotes, indent }: Fence): string {
  const bare = quotes === 0 ? line : line.replace(new RegExp(`^(?: {0,3}> ?){0,${quotes}}`), '')
  return bare.replace(new RegExp(`^ {0,${indent}}`), '')
}
