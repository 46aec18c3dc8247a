import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChannelSplitter } from './channelSplitter'
import { TagSplitter } from './tagSplitter'
import { TOKEN, type Beginning, type ThoughtSplitter, type Written } from './thoughtSplitter'

const numRuns = process.env.HEARTH_FAULTS === 'full' ? 3_000 : 300

const think = (begins: Beginning = 'start'): ThoughtSplitter => new TagSplitter({ open: '<think>', close: '</think>' }, begins)
const channels = (begins: Beginning = 'start'): ThoughtSplitter => new ChannelSplitter(begins)

/** Neighbours of a kind joined. */
function joined(written: readonly Written[]): [kind: string, text: string][] {
  const runs: [string, string][] = []
  for (const { kind, text } of written) {
    const last = runs.at(-1)
    if (last?.[0] === kind) last[1] += text
    else runs.push([kind, text])
  }
  return runs
}

function split(splitter: ThoughtSplitter, pieces: readonly string[]): [kind: string, text: string][] {
  return joined([...pieces.flatMap((piece) => splitter.add(piece)), ...splitter.end()])
}

describe('tags', () => {
  it.each<[name: string, text: string, expected: [string, string][], begins?: Beginning]>([
    ['a reply without a thought', '  Hi there.\n', [['text', '  Hi there.\n']]],
    [
      'a thought and an answer',
      '<think>\nHm. 1 < 2.\n</think>\n\nTwo.',
      [
        ['thought', 'Hm. 1 < 2.'],
        ['text', 'Two.']
      ]
    ],
    [
      'white space in front of a thought',
      '\n <think>a</think>b',
      [
        ['thought', 'a'],
        ['text', 'b']
      ]
    ],
    ['an empty thought', '<think>\n\n</think>\n\nYes.', [['text', 'Yes.']]],
    ['a thought that never ends', '<think>on and on </thi', [['thought', 'on and on']]],
    ['a thought that ends without an answer', '<think>a</think>\n\n', [['thought', 'a']]],
    ['tags in an answer', 'Write <think>a</think>.', [['text', 'Write <think>a</think>.']]],
    [
      'tags in an answer behind a thought',
      '<think>a</think>`<think>` and `</think>`',
      [
        ['thought', 'a'],
        ['text', '`<think>` and `</think>`']
      ]
    ],
    [
      'a tag in a thought',
      '<think>a <think> b</think>c',
      [
        ['thought', 'a <think> b'],
        ['text', 'c']
      ]
    ],
    ['nearly a tag', '<thinking>a', [['text', '<thinking>a']]],
    ['a reply that is nothing but the beginning of a tag', '<thi', [['text', '<thi']]],
    ['a closing tag without an opening one', 'a</think>b', [['text', 'a</think>b']]],
    [
      'a thought that the prompt opened',
      '\nHm.\n</think>\n\nTwo.',
      [
        ['thought', 'Hm.'],
        ['text', 'Two.']
      ],
      'opened'
    ],
    [
      'a thought that is continued',
      ' and so on.</think>Two.',
      [
        ['thought', ' and so on.'],
        ['text', 'Two.']
      ],
      'thought'
    ],
    ['a text that is continued', ' <think>a</think>', [['text', ' <think>a</think>']], 'text']
  ])('%s', (_, text, expected, begins) => {
    expect(split(think(begins), [text])).toEqual(expected)
    expect(split(think(begins), [...text])).toEqual(expected)
  })

  it('a reply that begins with more blanks than any thought does is text', () => {
    const text = `${' '.repeat(200)}<think>a</think>`
    expect(split(think(), [...text])).toEqual([['text', text]])
  })

  it('hold back no more than what may be a tag, or the blanks at the end of a thought', () => {
    const splitter = think()
    const told = [...'<think>ab c </x</think>d'].map((letter) => joined(splitter.add(letter)).flat().join(' '))
    expect(told.slice('<think>'.length)).toEqual([
      ...['thought a', 'thought b', '', 'thought  c', '', '', '', 'thought  </x'],
      ...['', '', '', '', '', '', '', '', 'text d']
    ])
  })
})

describe('channels', () => {
  it.each<[name: string, text: string, expected: [string, string][], begins?: Beginning]>([
    [
      'an analysis and a final message',
      '<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Two.',
      [
        ['thought', 'Hm.'],
        ['text', 'Two.']
      ]
    ],
    ['a final message alone', '<|channel|>final<|message|>Two < three.', [['text', 'Two < three.']]],
    [
      'a commentary between them',
      '<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>commentary<|message|>b<|end|><|start|>assistant<|channel|>final<|message|>c',
      [
        ['thought', 'a\n\nb'],
        ['text', 'c']
      ]
    ],
    ['an analysis that never ends', '<|channel|>analysis<|message|>on and on', [['thought', 'on and on']]],
    ['a header that never ends', '<|channel|>fin', []],
    ['a reply without marks', 'Hi.', [['text', 'Hi.']]],
    [
      'a thought that is continued',
      ' so.<|end|><|start|>assistant<|channel|>final<|message|>c',
      [
        ['thought', ' so.'],
        ['text', 'c']
      ],
      'thought'
    ]
  ])('%s', (_, text, expected, begins) => {
    expect(split(channels(begins), [text])).toEqual(expected)
    expect(split(channels(begins), [...text])).toEqual(expected)
  })
})

describe('where the marks are tokens of the vocabulary', () => {
  const told = (mark: string): string => TOKEN + mark
  const tags = (): ThoughtSplitter => new TagSplitter({ open: told('<think>'), close: told('</think>') }, 'start')

  it('a tag that is only spelled is text, in a thought and at the beginning of a reply', () => {
    expect(split(tags(), ['<think>a</think>b'])).toEqual([['text', '<think>a</think>b']])
    expect(split(tags(), [told('<think>'), 'Is </think> a mark?', told('</think>'), 'Yes: `</think>`.'])).toEqual([
      ['thought', 'Is </think> a mark?'],
      ['text', 'Yes: `</think>`.']
    ])
  })

  it('a channel mark that is only spelled is text', () => {
    const final = 'A turn ends with `<|end|>`. Then: <|end|><|start|>assistant<|channel|>analysis<|message|>hidden. More.'
    const pieces = [told('<|channel|>'), 'final', told('<|message|>'), final]
    expect(split(new ChannelSplitter('start', told), pieces)).toEqual([['text', final]])
    expect(split(new ChannelSplitter('start', told), [...pieces.join('')])).toEqual([['text', final]])
  })
})

it('invariant: whatever the pieces, the same is told; no letter is lost but the marks and the blanks around a thought', () => {
  const part = fc.constantFrom(
    '<think>',
    '</think>',
    '<thi',
    'nk>',
    '</',
    '<',
    ' ',
    '\n',
    'a',
    'b.',
    '<|channel|>',
    'final',
    '<|message|>',
    '<|end|>'
  )
  const text = fc.array(part, { maxLength: 24 }).map((parts) => parts.join(''))
  const begins = fc.constantFrom<Beginning>('start', 'opened', 'thought', 'text')
  fc.assert(
    fc.property(text, begins, fc.array(fc.nat(5), { maxLength: 40 }), (whole, beginning, lengths) => {
      const pieces: string[] = []
      let rest = whole
      for (const length of lengths) {
        pieces.push(rest.slice(0, length))
        rest = rest.slice(length)
      }
      pieces.push(rest)
      for (const make of [think, channels]) expect(split(make(beginning), pieces)).toEqual(split(make(beginning), [whole]))
      const told = split(think(beginning), pieces)
      const letters = (text: string): string => text.replaceAll(/\s/g, '')
      const [all, kept] = [letters(whole), letters(told.map(([, text]) => text).join(''))]
      expect(isSubsequence(kept, all)).toBe(true)
      expect(all.length - kept.length).toBeLessThanOrEqual('<think></think>'.length + '</think'.length) // both marks, and one that was cut
      if (beginning === 'text') expect(told.map(([, text]) => text).join('')).toBe(whole)
      expect(told.map(([kind]) => kind).join(' ')).toMatch(/^(thought)?( ?text)?$/)
    }),
    { seed: 17, numRuns }
  )
})

function isSubsequence(part: string, whole: string): boolean {
  let at = 0
  for (const letter of whole) if (letter === part[at]) at++
  return at === part.length
}
