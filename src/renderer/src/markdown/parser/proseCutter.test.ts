import { describe, expect, it } from 'vitest'
import { ProseCutter } from './proseCutter'

const segmentsOf = (text: string): readonly string[] => new ProseCutter().cut(text, false).segments

describe('a long paragraph', () => {
  it.each([
    ['of words', 'word '.repeat(2_000)],
    ['without spaces', '潮水每天来两次，每次都让沙滩变得有点不一样。'.repeat(200)],
    ['of two scripts in turn', 'ﷺa'.repeat(2_000)]
  ])('is cut into short segments: %s', (_name, text) => {
    const segments = segmentsOf(text)
    expect(segments.join('')).toBe(text)
    expect(Math.max(...segments.map(({ length }) => length))).toBeLessThanOrEqual(1_000)
  })

  it('is cut at the ends of its lines, where it has them, and not inside words of scripts with spaces', () => {
    const lines = '潮水每天来两次，每次都让沙滩变得有点不一样。\n'.repeat(400)
    expect(
      segmentsOf(lines)
        .slice(0, -1)
        .every((segment) => segment.endsWith('\n'))
    ).toBe(true)
    for (const word of ['كلمة ', 'मिलकर ', '안녕하세요 ', 'Việt '])
      expect(
        segmentsOf(word.repeat(2_000))
          .slice(0, -1)
          .every((segment) => segment.endsWith(' ')),
        word
      ).toBe(true)
  })

  it('is not cut inside an address, nor where emphasis is open', () => {
    const address = `https://example.org/${'漢字'.repeat(400)}`
    expect(segmentsOf(`${address} ${'漢字'.repeat(1_000)}`)[0]).toContain(address)
    const strong = `**${'漢字'.repeat(400)}**`
    expect(segmentsOf(`${strong}${'漢字'.repeat(1_000)}`)[0]).toContain(strong)
  })

  it.each(['潮水每天', 'ﷺa😀', 'word 漢字 https://a.b/漢字漢字 '])('is cut at the same places while it grows: %s', (part) => {
    const text = part.repeat(800)
    const cutter = new ProseCutter()
    for (let length = 0; length < text.length; length += 37) cutter.cut(text.slice(0, length), true)
    expect(cutter.cut(text, false).segments).toEqual(segmentsOf(text))
  })
})
