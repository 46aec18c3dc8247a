const PIECE = 250
const BREAK = /[\s。、，！？]/

/**
 * Cuts a text into pieces of about 250 characters, so that a growing text changes only the last one and the page paints no more than a few
 * lines. A cut comes after white space or a full stop, never inside a character, and never moves when the text grows. Joined they are the
 * text.
 */
export function textPieces(text: string): string[] {
  const pieces: string[] = []
  let start = 0
  while (text.length - start > PIECE) {
    const cut = cutAfter(text, start + PIECE / 2)
    if (cut === null) break
    pieces.push(text.slice(start, cut))
    start = cut
  }
  pieces.push(text.slice(start))
  return pieces
}

function cutAfter(text: string, from: number): number | null {
  for (let at = from; at < text.length - 1; at++) {
    if (BREAK.test(text.charAt(at)) && text.charAt(at) !== '\r') return at + 1
  }
  return null
}
