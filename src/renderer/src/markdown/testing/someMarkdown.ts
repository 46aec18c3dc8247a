import fc from 'fast-check'

/** Blocks of every kind, also broken and half-written ones. */
const BLOCKS = [
  'Some **bold** and *soft* text with `code`.',
  'Title\n===',
  'Sub\n---',
  'Two\nlines\n---',
  '## Heading ##',
  '- a\n- b\n- c\n- d\n- e\n- f',
  '- a\n\n- b',
  '- a\n  - b\n    - c\n      - d\n- e',
  '1. x\n2. y\n3. z',
  '7) one\n8) two',
  '- [x] done\n- [ ] open\n- [ ]',
  '- item\n\n  second paragraph\n\n  ```js\n  let x\n\n  let y\n  ```\n- next',
  '```ts\nconst a = 1\n\nfoo()\n```',
  '~~~\nplain\n```\n~~~',
  '````md\n```\nx\n```\n````',
  '```',
  '| a | b |\n|---|--:|\n| 1 | 2 |\n| 3 | $|x|$ |',
  'a | b\n--|--\n1 | 2\ntext',
  '| lonely |',
  '> quote\n> more\nlazy',
  '> - in\n> - quote\n>\n>   more',
  '> > deep\n> back',
  '$$\nx^2 + y\n$$',
  '$$x = 1$$',
  '\\[\nx_1\n\\]',
  '$$\nopen',
  'Price $5 and $10, maths $x^2$ and \\(y\\).',
  '<div>\nraw\n</div>',
  'a <b>raw *x*</b> b',
  '<!-- open',
  '<script>\n*x*\n</script>',
  '    indented\n\n    code',
  '---',
  '***',
  '![alt](https://example.com/x.png)',
  '[a](javascript:alert(1))',
  'https://example.com and www.example.com',
  '[one][1] and [two] and [three][missing]',
  '[1]: https://example.com "title"',
  '[two]:\nhttps://example.com/2',
  'A note[^n] here.',
  '[^n]: The note.\n\n    More of it.',
  '~~gone~~ H~2~O',
  'line  \nbreak\\\nbreak',
  '\\*escaped\\* &copy; &#35;',
  '-',
  '#',
  '1.',
  '**open',
  '`open',
  '[open](http',
  'שלום עולם and مرحبا',
  'snake_case_word 2 * 3 * 4',
  '\t- tab\n\t\tcode',
  '  - moved\n   in'
]

/** Text that is long enough to be read in segments, of one line and of many. */
const LONG = [
  'Words that go on and on, **some** of them `marked`, '.repeat(24),
  'Here a *star is never closed and the text goes on and on '.repeat(40),
  'A line that ends\nand $x_1$ another, ~~gone~~ and [linked](https://example.com) '.repeat(20)
]

const JOINTS = ['\n\n', '\n\n', '\n', '\n\n\n', '\r\n\r\n', '\r', ' ', '']
const WRAPS: ((text: string) => string)[] = [
  (text) => text,
  (text) => text,
  (text) => text.replace(/^/gm, '> '),
  (text) => `- ${text.replace(/\n/g, '\n  ')}`,
  (text) => `1. a\n2. ${text.replace(/\n/g, '\n   ')}`
]
const SIGNS = [
  ...'*_~`[]()<>#-+=|:$\\!&^"\'.1aZ \t',
  '\n',
  '\n',
  '\n\n',
  '  ',
  '```',
  '**',
  '$$',
  '\\(',
  '\\)',
  '[^',
  ']:',
  '    ',
  '\ud800',
  '\udc00',
  '\u202e',
  '\0'
]

const block = fc
  .tuple(
    fc.oneof({ weight: 15, arbitrary: fc.constantFrom(...BLOCKS) }, { weight: 1, arbitrary: fc.constantFrom(...LONG) }),
    fc.constantFrom(...WRAPS)
  )
  .map(([text, wrap]) => wrap(text))
const joined = fc.array(fc.tuple(block, fc.constantFrom(...JOINTS)), { minLength: 1, maxLength: 6 }).map((parts) => parts.flat().join(''))
const noise = fc.array(fc.constantFrom(...SIGNS), { minLength: 1, maxLength: 60 }).map((signs) => signs.join(''))

/** Documents of joined blocks, of signs without order, and of both. */
export const someMarkdown = fc.oneof(
  { weight: 4, arbitrary: joined },
  { weight: 1, arbitrary: noise },
  { weight: 1, arbitrary: fc.tuple(joined, noise).map((parts) => parts.join('')) }
)

/** Where a text is cut when it comes in pieces. */
export const someCuts = fc.record({ seed: fc.integer({ min: 1, max: 1_000_000 }), most: fc.constantFrom(1, 4, 12, 60) })

/** The beginnings of a text that are seen while it comes in pieces, the whole of it last. */
export function beginnings(text: string, { seed, most }: { seed: number; most: number }): string[] {
  const found: string[] = []
  let state = seed
  for (let at = 0; at < text.length;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    at += 1 + (state % most)
    found.push(text.slice(0, at))
  }
  return found
}
