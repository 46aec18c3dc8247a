/** Text that a model may be made to write in order to break what shows it. `says`: the sentence with which it is shown as plain text. */
export interface HostileText {
  name: string
  text: string
  says?: string
  /** As long as a message can be. */
  isHuge?: boolean
}

const long = 'A line here is longer than 20,000 characters'
const deep = 'nested too deep'
const large = 'more than 5,000 cells'
const heavy = 'This message is very large'

/** Nearly a megabyte of a unit. */
const filled = (unit: string): string => unit.repeat(Math.floor(999_000 / unit.length))

const SCHEMES = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'app://bundle/index.html',
  'blob:x',
  'about:blank',
  'ftp://example.com',
  'ms-word:x',
  'tel:1',
  '//example.com',
  'javascript&colon;alert(1)',
  '&#106;avascript:alert(1)',
  'https:\\\\example.com',
  'chrome://settings',
  'view-source:https://example.com',
  'intent://x'
]
const WRAPPED = [
  (url: string) => `[text](${url})`,
  (url: string) => `[text](<${url}> "title")`,
  (url: string) => `![alt](${url})`,
  (url: string) => `<${url}>`,
  (url: string) => `[text][x]\n\n[x]: ${url}\n`,
  (url: string) => `![alt][x]\n\n[x]: <${url}>\n`,
  (url: string) => `| [a](${url}) |\n|---|\n| ![b](${url}) |`,
  (url: string) => `- [ ] [a](${url})`,
  (url: string) => `[^1]\n\n[^1]: [a](${url})`,
  (url: string) => `[![a](${url})](${url})`
]
const TAGS = [
  'script',
  'iframe',
  'style',
  'img',
  'svg',
  'object',
  'embed',
  'form',
  'input',
  'a',
  'b',
  'div',
  'table',
  'details',
  'math',
  'template',
  'base',
  'link',
  'meta',
  'textarea',
  'title',
  'video',
  'noscript',
  'x-element'
]
const TAG_TEXTS = [
  (tag: string) => `<${tag} src=x onerror=alert(1) onload="alert(1)" style="background:url(https://example.com)">`,
  (tag: string) => `<${tag}>**text**</${tag}>`,
  (tag: string) => `before <${tag} href='javascript:x'>in</${tag}> after`,
  (tag: string) => `<${tag}\n\nonclick=x>`,
  (tag: string) => `- <${tag}>\n\n  <${tag}`,
  (tag: string) => `> </${tag}><${tag}/>`,
  (tag: string) => `<<${tag}><${tag}`,
  (tag: string) => `| <${tag}> |\n|---|\n| </${tag}> |`
]
const SIGNS = [
  '*',
  '**',
  '***',
  '_',
  '__',
  '~',
  '~~',
  '`',
  '``',
  '[',
  ']',
  '![',
  '](',
  '[](',
  '[a](',
  '<',
  '<a',
  '<!--',
  '<![CDATA[',
  '<?',
  '$',
  '$$',
  '\\(',
  '\\[',
  '\\',
  '&',
  '&#',
  '|',
  '|-',
  '#',
  '# ',
  '> ',
  '- ',
  '1. ',
  '+ ',
  '\t',
  '```',
  '~~~',
  '[^',
  '[^1]',
  '[^1]: ',
  '[a]: ',
  '---',
  '===',
  '*a_',
  'a*',
  '_a',
  '**a*',
  '![[',
  '<a href="',
  '\u202e',
  '\u2066',
  '\ud800',
  '\udc00',
  '\0',
  '\u0301',
  '\u200d',
  '\ufeff',
  '😀',
  'ﷺ'
]
const COUNTS = [3, 40, 300, 2_000]
const JOINTS = ['', ' ', 'a', '\n', ' a ', '\n\n']
const BIDI = ['\u202a', '\u202b', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\u200e', '\u200f', '\u061c']

const named = (name: string, texts: string[]): HostileText[] => texts.map((text) => ({ name, text }))

const chosenByHand: HostileText[] = [
  { name: 'a line of a million signs', text: 'x'.repeat(999_999), says: long },
  { name: 'a line of a million words', text: 'word '.repeat(199_999), says: long },
  { name: 'a message of more than a million characters', text: 'word\n'.repeat(200_001), says: 'very long' },
  { name: 'a line of code of a million signs', text: `\`\`\`js\n${'x'.repeat(900_000)}\n\`\`\`` },
  { name: 'quotes in quotes', text: '>'.repeat(500) + ' a', says: deep },
  { name: 'lists in lists', text: '- '.repeat(500) + 'a', says: deep },
  {
    name: 'lists in lists, line by line',
    text: Array.from({ length: 200 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
    says: deep
  },
  { name: 'numbers in quotes', text: '> 1. '.repeat(200) + 'a', says: deep },
  { name: 'a table of 10,000 rows', text: `| a | b |\n|---|---|\n${'| 1 | 2 |\n'.repeat(10_000)}`, says: large },
  {
    name: 'a table of 4,000 columns',
    text: `${'|a'.repeat(4_000)}|\n${'|-'.repeat(4_000)}|\n${`${'|1'.repeat(4_000)}|\n`.repeat(5)}`,
    says: large
  },
  { name: 'brackets in brackets', text: `${'['.repeat(5_000)}a${']'.repeat(5_000)}` },
  { name: 'links in links', text: `${'['.repeat(400)}a${'](https://example.com)'.repeat(400)}` },
  { name: 'images in images', text: `${'!['.repeat(400)}a${'](x)'.repeat(400)}` },
  { name: 'emphasis in emphasis', text: `${'*a '.repeat(3_000)}${' b*'.repeat(3_000)}` },
  { name: 'strong in emphasis', text: `${'**a *b '.repeat(1_000)}${'c* d**'.repeat(1_000)}` },
  { name: 'backticks of every length', text: Array.from({ length: 130 }, (_, count) => 'e' + '`'.repeat(count)).join('') },
  {
    name: 'ten thousand definitions',
    text: Array.from({ length: 3_000 }, (_, place) => `[l${place}]: https://example.com/${place}`).join('\n')
  },
  { name: 'ten thousand footnotes', text: Array.from({ length: 1_000 }, (_, place) => `[^${place}]: note\n`).join('\n') },
  { name: 'spaces before the end of a heading', text: `# a${' '.repeat(19_000)}b` },
  { name: 'spaces in a delimiter row', text: `|a|b|\n|-${' '.repeat(19_000)}-|-|` },
  { name: 'spaces in a tag', text: `<a${' '.repeat(19_000)}x` },
  { name: 'spaces in a definition', text: `[a]:${' '.repeat(9_000)}x${' '.repeat(9_000)}"` },
  { name: 'a mail address without an end', text: 'a@'.repeat(5_000) + 'a.'.repeat(4_000) },
  { name: 'addresses without an end', text: 'https://'.repeat(2_000) },
  { name: 'a formula without an end', text: `$$\n${'\\frac{'.repeat(3_000)}` },
  { name: 'prices', text: '$5 and '.repeat(2_500) },
  { name: 'marks on one letter', text: `a${'\u0301'.repeat(19_000)}` }
]

/** What has no end in itself, for as long as a message can be. */
const huge: HostileText[] = (
  [
    ['paragraphs', 'a\n\n'],
    ['lines of one paragraph', 'word word word word\n'],
    ['items', '- a\n'],
    ['items in items', `${'- '.repeat(30)}a\n`],
    ['headings', '# a\n'],
    ['rules', '---\n\n'],
    ['quotes', '> a\n\n'],
    ['tables', '|a|b|\n|-|-|\n|1|2|\n\n'],
    ['wide tables', `${'|a'.repeat(2_000)}|\n${'|-'.repeat(2_000)}|\n\n`],
    ['footnotes', '[^a]: x\n\n'],
    ['emphasis', `${'*a* '.repeat(4_000)}\n`],
    ['inline code', `${'`a` '.repeat(4_000)}\n`],
    ['links', `${'[a](https://b.c) '.repeat(1_000)}\n`],
    ['links that wait', `${'[a][b] '.repeat(1_000)}\n`],
    ['bare addresses', `${'www.a.bc '.repeat(2_000)}\n`],
    ['images', `${'![a](b) '.repeat(2_000)}\n`],
    ['formulas', `${'$x$ '.repeat(4_000)}\n`],
    ['long formulas', `$${'x+'.repeat(1_900)}x$\n\n`],
    ['blocks of code', '```js\n1+1\n```\n'],
    ['blocks of indented code', '    a\n\nb\n\n'],
    ['lines of code', '1+1\n'],
    ['empty lines', '\n'],
    ['line breaks', 'a\\\n'],
    ['HTML', '<div>\n\n']
  ] as const
).map(([name, unit]) => ({
  name: `a megabyte of ${name}`,
  text: filled(unit),
  isHuge: true,
  ...(name !== 'lines of one paragraph' && { says: heavy })
}))

/** More than 2,000 texts, the same each time. */
export function hostileTexts(): HostileText[] {
  const addresses = WRAPPED.flatMap((wrap) => SCHEMES.map(wrap))
  const tags = TAG_TEXTS.flatMap((wrap) => TAGS.map(wrap))
  const repeated = SIGNS.flatMap((sign) =>
    COUNTS.flatMap((count) =>
      JOINTS.map((joint) => ({
        name: `signs without an end: ${JSON.stringify(sign + joint)}, ${count} times`,
        text: (sign + joint).repeat(count).slice(0, 4_000)
      }))
    )
  )
  const bidi = BIDI.flatMap((sign) => [
    `${sign}abc`,
    `[a${sign}b](https://example.com/${sign}gpj.exe)`,
    `\`a${sign}b\``,
    `- ${sign}\n> ${sign}`,
    `| ${sign} |\n|---|\n| a${sign} |`
  ])
  const mixed = Array.from({ length: 300 }, (_, seed) => mixture(seed + 1))
  return [
    ...chosenByHand,
    ...huge,
    ...named('dangerous addresses', addresses),
    ...named('HTML', tags),
    ...repeated,
    ...named('signs that turn the direction', bidi),
    ...named('signs without order', mixed)
  ]
}

function mixture(seed: number): string {
  let state = seed
  const next = (limit: number): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) % limit
  return Array.from({ length: 30 + next(400) }, () => SIGNS[next(997) % SIGNS.length] + (JOINTS[next(991) % JOINTS.length] ?? '')).join('')
}
