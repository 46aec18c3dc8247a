// Long answers of one shape each, the same for the same seed. They are cut into pieces of the size of a model's tokens.

type Random = () => number

function seeded(seed: number): Random {
  let state = seed
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
}

const WORDS =
  'a tent keeps the rain out when its seams are sealed and its pegs hold in wet ground near the river where wind comes from every side at night'.split(
    ' '
  )

interface Writer {
  words: (count: number) => string
  sentence: () => string
  paragraph: (sentences: number) => string
  code: (lines: number) => string
}

function writer(seed: number): Writer {
  const random = seeded(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  const words = (count: number): string => Array.from({ length: count }, () => WORDS[below(WORDS.length)]).join(' ')
  const spices = [
    `**${words(2)}**`,
    `\`${words(1)}_1()\``,
    `[${words(2)}](https://example.com/${words(1)})`,
    '$O(n^2) + \\alpha_i$',
    `*${words(1)}*`
  ]
  const sentence = (): string => `${words(8 + below(8))} ${spices[below(9)] ?? words(1)}. `
  const paragraph = (count: number): string => Array.from({ length: count }, sentence).join('').trim()
  const code = (lines: number): string =>
    Array.from({ length: lines }, () => `  const ${words(1)} = call('${words(2)}', ${below(99)})`).join('\n')
  return { words, sentence, paragraph, code }
}

const indented = (text: string, by: string): string => text.replace(/^(?=.)/gm, by)

/** Writes one more part of an answer of a shape. */
const SHAPES = {
  mixed: ({ words, paragraph, sentence, code }: Writer) =>
    `## ${words(4)}\n\n${paragraph(4)}\n\n- ${sentence()}\n- ${sentence()}\n  - ${words(5)}\n\n\`\`\`ts\n${code(12)}\n\`\`\`\n\n` +
    `| ${words(1)} | ${words(1)} |\n|---|--:|\n| ${words(3)} | ${words(1)} |\n| ${words(2)} | 2 |\n\n$$\nx^2 + y\n$$\n\n> ${sentence()}\n> ${sentence()}\n\n`,
  paragraphs: ({ paragraph }) => `${paragraph(5)}\n\n`,
  list: ({ words, sentence }) => `- **${words(2)}**: ${sentence()}\n`,
  table: ({ words }) => `| \`${words(1)}\` | ${words(4)} | ${words(2)} |\n`,
  code: ({ code }) => `${code(8)}\n`,
  'one paragraph': ({ paragraph }) => `${paragraph(3)}\n`,
  'one line': ({ sentence }) => sentence(),
  'one quote': ({ paragraph }) => `${indented(`${paragraph(5)}\n\n`, '> ')}>\n`,
  'code in an item': ({ code }) => indented(`${code(8)}\n`, '  '),
  'lists in an item': ({ words, sentence }) => `  - ${words(2)}\n    - ${sentence()}\n`,
  'an open comment': ({ paragraph }) => `${paragraph(2)}\n\n`,
  'an open script': ({ code }) => `${code(4)}\n`,
  'indented code': ({ code }) => `    ${code(6)}\n`
} satisfies Record<string, (write: Writer) => string>

const BEGINNINGS: Partial<Record<Shape, string>> = {
  table: '| a | b | c |\n|---|--:|---|\n',
  code: '```ts\n',
  'code in an item': '- item\n\n  ```ts\n',
  'lists in an item': '- item\n',
  'an open comment': '<!-- \n',
  'an open script': '<script>\n'
}

export type Shape = keyof typeof SHAPES
export const shapes = Object.keys(SHAPES) as Shape[]

/** The first `count` tokens of an answer. */
export function answer(shape: Shape, count: number): string[] {
  const write = writer(7)
  const tokens = tokensOf(BEGINNINGS[shape] ?? '')
  while (tokens.length < count) tokens.push(...tokensOf(SHAPES[shape](write)))
  return tokens.slice(0, count)
}

const tokensOf = (text: string): string[] => text.match(/[ _$]?[A-Za-z]{1,7}|\d{1,3}|\n+| +|[^\sA-Za-z\d]{1,4}/g) ?? []
