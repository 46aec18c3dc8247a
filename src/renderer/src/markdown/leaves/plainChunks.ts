import { CHUNK_LINES } from './codeColouring'

/** Lines longer than this are cut into pieces for display, each laid out by itself. */
const LONG_LINE = 20_000
const PIECE = 2_000

/** Whether there is a line that is too long to be laid out as one. */
export function hasLongLine(source: string): boolean {
  for (let from = 0; source.length - from > LONG_LINE;) {
    const end = source.indexOf('\n', from)
    if (end < 0 || end - from > LONG_LINE) return true
    from = end + 1
  }
  return false
}

/** The source in parts that never change while it grows, the last one excepted. `cutsLines`: also inside of lines. */
export function plainChunks(source: string, from: number, cutsLines: boolean): string[] {
  const chunks: string[] = []
  for (let start = from; start < source.length;) {
    const end = cutsLines ? endOfPiece(source, start) : endOfLines(source, start)
    chunks.push(source.slice(start, end))
    start = end
  }
  return chunks
}

/** Behind so many complete lines, or at the end. */
function endOfLines(source: string, start: number): number {
  let end = start
  for (let lines = 0; lines < CHUNK_LINES; lines++) {
    const next = source.indexOf('\n', end)
    if (next < 0) return source.length
    end = next + 1
  }
  return end
}

/** Behind the line, or in it, and never inside of a surrogate pair. */
function endOfPiece(source: string, start: number): number {
  const next = source.indexOf('\n', start)
  const end = next < 0 ? source.length : next + 1
  if (end - start <= PIECE) return end
  const isInPair = /[\ud800-\udbff]/.test(source.charAt(start + PIECE - 1))
  return start + PIECE + (isInPair ? 1 : 0)
}
