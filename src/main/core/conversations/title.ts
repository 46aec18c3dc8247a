const LONGEST = 60 // graphemes, with the ellipsis
const ELLIPSIS = '…'
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * A conversation's title from its first message: the first line that says something, cut at a word where it is long; empty when none does.
 */
export function titleOf(text: string): string {
  for (const line of text.split(/[\r\n\u2028\u2029]/u)) {
    // Control and direction characters could make the list look like something else.
    const words = line
      .replace(/\s+/gu, ' ')
      .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
      .trim()
    if (words !== '') return shortened(words)
  }
  return ''
}

function shortened(words: string): string {
  // A grapheme may be many characters long, so the line is not measured by its length; a very long one is not split as a whole either.
  const graphemes: string[] = []
  for (const { segment } of segmenter.segment(words)) {
    graphemes.push(segment)
    if (graphemes.length > LONGEST) break
  }
  if (graphemes.length <= LONGEST) return graphemes.join('')
  const room = graphemes.slice(0, LONGEST - 1)
  const lastSpace = room.lastIndexOf(' ')
  // A single word that fills most of the room (a link, or a language without spaces) is cut inside.
  const end = graphemes[room.length] === ' ' ? room.length : lastSpace > LONGEST / 2 ? lastSpace : room.length
  return room.slice(0, end).join('').trimEnd() + ELLIPSIS
}
