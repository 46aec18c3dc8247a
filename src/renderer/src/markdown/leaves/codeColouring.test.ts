import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHUNK_LINES, CodeColouring, type ColouredCode } from './codeColouring'
import type { Grammar } from './codeLine'

const runs = process.env.HEARTH_FAULTS === 'full' ? 2_000 : 200
const AMPLE = { lines: 1_000, milliseconds: 10_000 }

/** Every word is coloured by how many lines were before; some lines pause as often as `pauses` says, or are too slow. */
function aGrammar({ pauses = 0 } = {}): Grammar & { coloured: string[] } {
  let left = pauses
  const coloured: string[] = []
  return {
    name: 'test',
    coloured,
    colourLine(text, state) {
      if (text.includes('slow')) return { kind: 'tooSlow' }
      if (left-- > 0) return { kind: 'paused' }
      left = pauses
      coloured.push(text)
      const lines = (state as number | undefined) ?? 0
      return { kind: 'coloured', line: [[`token-${lines}`, text]], state: lines + 1 }
    }
  }
}

const textOf = ({ chunks }: ColouredCode): string =>
  chunks
    .flat()
    .map((line) => line.map(([, text]) => text).join(''))
    .join('\n')

/** Tries until there is nothing more to do. */
function finish(colouring: CodeColouring, source: string): ColouredCode {
  let code = colouring.advance(source, AMPLE)
  for (let tries = 0; !code.isDone && !code.isTooSlow; tries++) {
    expect(tries).toBeLessThan(1_000)
    code = colouring.advance(source, AMPLE)
  }
  return code
}

/** What would be seen: the coloured part and the plain rest. */
function seen(code: ColouredCode, source: string): string {
  const end = code.end === source.length && !source.endsWith('\n') ? '' : '\n'
  return (code.chunks.length === 0 ? '' : textOf(code) + end) + source.slice(code.end)
}

describe('colouring that goes along with a text', () => {
  it('colours each finished line once, however the text grows', () => {
    const grammar = aGrammar()
    const colouring = new CodeColouring(grammar)
    const source = 'one\ntwo\nthree\n'
    for (let end = 1; end <= source.length; end++) colouring.advance(source.slice(0, end), AMPLE)
    expect(grammar.coloured.filter((line) => line === 'one')).toHaveLength(2) // as the open line, and when it had ended
    expect(grammar.coloured.filter((line) => line === 'three')).toHaveLength(2)
  })

  it('takes no more lines at a time than it may, and the rest is plain meanwhile', () => {
    const colouring = new CodeColouring(aGrammar())
    const source = 'x\n'.repeat(100)
    const code = colouring.advance(source, { lines: 12, milliseconds: 10_000 })
    expect(code.end).toBe(24)
    expect(code.isDone).toBe(false)
    expect(seen(code, source)).toBe(source)
  })

  it('never makes a chunk anew that is full', () => {
    const colouring = new CodeColouring(aGrammar())
    const first = colouring.advance('x\n'.repeat(CHUNK_LINES + 5), AMPLE)
    const second = colouring.advance('x\n'.repeat(CHUNK_LINES + 50), AMPLE)
    expect(first.chunks[0]).toHaveLength(CHUNK_LINES)
    expect(second.chunks[0]).toBe(first.chunks[0])
  })

  it('leaves a line plain that takes too long twice, and gives up a block with three of them', () => {
    const colouring = new CodeColouring(aGrammar())
    const two = finish(colouring, 'slow\nslow\nfast\n')
    expect(two.isTooSlow).toBe(false)
    expect(two.chunks[0]?.[2]).toEqual([['token-0', 'fast']])
    const three = finish(colouring, 'slow\nslow\nfast\nslow\n')
    expect(three).toMatchObject({ isTooSlow: true, chunks: [], end: 0 })
    expect(colouring.advance('another\n', AMPLE).isTooSlow, 'another text gets its chance').toBe(false)
  })

  it('does not give lines to the grammar that are too long', () => {
    const grammar = aGrammar()
    new CodeColouring(grammar).advance(`${'x'.repeat(401)}\n${'y'.repeat(400)}\n`, AMPLE)
    expect(grammar.coloured).toEqual(['y'.repeat(400)])
  })

  it('invariant: what is seen is the source, and in the end has the colours of the whole, however it grew, paused or became another', () => {
    const line = fc.constantFrom('a', 'slow', '', 'bb ', 'x'.repeat(401))
    const source = fc.array(line, { maxLength: 90 }).map((lines) => lines.join('\n'))
    const budget = fc.record({ lines: fc.nat({ max: 50 }), milliseconds: fc.constant(10_000) })
    fc.assert(
      fc.property(
        source,
        source,
        fc.array(fc.tuple(fc.nat({ max: 60 }), budget), { maxLength: 20 }),
        fc.nat({ max: 2 }),
        (before, text, steps, pauses) => {
          const colouring = new CodeColouring(aGrammar({ pauses }))
          expect(seen(colouring.advance(before, AMPLE), before)).toBe(before)
          let end = 0
          for (const [more, given] of steps) {
            end = Math.min(text.length, end + more)
            expect(seen(colouring.advance(text.slice(0, end), given), text.slice(0, end))).toBe(text.slice(0, end))
          }
          const code = finish(colouring, text)
          expect(seen(code, text)).toBe(text)
          const whole = finish(new CodeColouring(aGrammar()), text)
          expect(code.chunks).toEqual(whole.chunks)
        }
      ),
      { seed: 20, numRuns: runs }
    )
  })
})
