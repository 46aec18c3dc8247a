// Answers as models write them, the same for the same seed, cut into pieces of the size of a model's tokens. Every side of every benchmark gets
// these pieces.
const WORDS = (
  'the boat leaves its harbour before the light comes and every sail takes what little wind there is while gulls follow the nets that a crew pulls ' +
  'over the side with cold hands so each of them counts the boxes again until the tide turns and brings the whole fleet home between two lamps'
).split(' ')

function randomOf(seed) {
  let state = seed >>> 0
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
}

function writerOf(seed) {
  const random = randomOf(seed)
  const below = (limit) => Math.floor(random() * limit)
  const word = () => WORDS[below(WORDS.length)]
  const words = (count) => Array.from({ length: count }, word).join(' ')
  const many = (count, make) => Array.from({ length: count }, (_, place) => make(place))
  const name = () => `${word()}_${word()}`
  const spice = () => {
    const kind = random()
    if (kind < 0.25) return ` with **${words(2)}** and *${words(2)}*`
    if (kind < 0.45) return ` by \`${name()}()\``
    if (kind < 0.55) return ` (see [${words(2)}](https://example.com/${word()}))`
    return kind < 0.63 ? ' where $O(n^2 d) + \\alpha_{i}$ is more' : ''
  }
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1)
  const sentence = () => `${capital(words(8 + below(10)))}${spice()}. `
  return { random, below, word, words, many, name, capital, sentence }
}

const LINES = {
  ts: ({ name, words, below, random }) => {
    const kind = random()
    if (kind < 0.2) return `export async function ${name()}(a: number, b = "${words(2)}"): Promise<void> {`
    if (kind < 0.4) return `  const ${name()} = await ${name()}({ limit: ${below(99)}, name: \`x-\${a}\` }) // ${words(4)}`
    if (kind < 0.6) return `  if (a > ${below(9)} && !${name()}) return`
    return kind < 0.8 ? `  for (const x of ${name()}) ${name()}.push(x * 2.5)` : '}'
  },
  python: ({ name, words, below, random }) => {
    const kind = random()
    if (kind < 0.2) return `def ${name()}(self, x: int = ${below(9)}) -> dict:`
    if (kind < 0.4) return `    """${words(5)}"""`
    return kind < 0.7
      ? `    ${name()} = [f"{v:.2f}" for v in ${name()} if v is not None]  # ${words(3)}`
      : `    return {"${name()}": ${name()}(x)}`
  },
  bash: ({ name, words, below }) => `for f in "$HOME"/${name()}/*.log; do echo "\${f##*/} $(( ${below(9)} + 1 ))"; done # ${words(3)}`,
  rust: ({ name, below, random }) => {
    const kind = random()
    if (kind < 0.3) return `pub fn ${name()}<'a>(s: &'a str, n: usize) -> Option<Vec<u8>> {`
    return kind < 0.7 ? `    let mut ${name()} = ${name()}.iter().map(|x| x.wrapping_mul(${below(99)})).collect::<Vec<_>>();` : '}'
  },
  json: ({ name, words, below }) => `  "${name()}": { "count": ${below(9999)}, "ok": true, "name": "${words(2)}" },`,
  sql: ({ name }) => `SELECT ${name()}, COUNT(*) FROM boats WHERE left_at > '2026-01-01' AND ${name()} IS NOT NULL GROUP BY 1;`
}
const LANGUAGES = Object.keys(LINES)

const code = (writer, language, lines) => writer.many(lines, () => LINES[language](writer)).join('\n')
const fenced = (writer, language, lines) => `\`\`\`${language}\n${code(writer, language, lines)}\n\`\`\`\n\n`
const paragraph = ({ many, sentence }, sentences) => `${many(sentences, sentence).join('').trim()}\n\n`
const rows = ({ many, below, words }, count) =>
  many(count, (place) => `| \`B${place % 7}\` | ${below(400) / 10} t | ${below(90)} km | ${words(5)} |\n`).join('')
const TABLE_HEAD = '| Boat | Load | Way | Notes |\n|---|---:|---:|---|\n'

function items({ many, words, capital, sentence }, count, isOrdered) {
  const nested = () => `\n   - ${words(6)}\n   - ${words(7)}`
  return many(
    count,
    (place) => `${isOrdered ? `${place + 1}.` : '-'} **${capital(words(2))}**: ${sentence()}${place % 3 === 1 ? nested() : ''}\n`
  ).join('')
}

const FORMULA =
  '$$\n\\mathrm{Attn}(Q,K,V) = \\mathrm{softmax}\\left(\\frac{QK^\\top}{\\sqrt{d_k}}\\right)V, \\qquad \\sum_{i=1}^{n} x_i^2 \\le \\int_0^1 f(t)\\,dt\n$$\n\n'

/** About 1,000 tokens of every kind of block. */
function section(writer, place) {
  const special = [() => `${TABLE_HEAD}${rows(writer, 6)}\n`, () => FORMULA, () => `> ${writer.sentence()}\n> ${writer.sentence()}\n\n`]
  return [
    `## ${place + 1}. ${writer.capital(writer.words(4))}\n\n`,
    paragraph(writer, 4),
    `${items(writer, 6, place % 2 === 0)}\n`,
    fenced(writer, LANGUAGES[place % LANGUAGES.length], 14),
    paragraph(writer, 4),
    special[place % special.length](),
    `### ${writer.capital(writer.words(3))}\n\n`,
    paragraph(writer, 5),
    `${items(writer, 4, place % 2 === 1)}\n`
  ].join('')
}

const SHAPES = {
  mixed: { more: section },
  paragraphs: { more: (writer) => paragraph(writer, 5) },
  list: { more: (writer) => items(writer, 8, false) },
  table: { beginning: TABLE_HEAD, more: (writer) => rows(writer, 8) },
  code: { beginning: '```ts\n', more: (writer) => `${code(writer, 'ts', 8)}\n` }
}

/** The tokens of the first `count` of an answer of this shape. */
export function answer(shape, count) {
  const writer = writerOf(7)
  const { beginning = '', more } = SHAPES[shape]
  const tokens = tokensOf(beginning)
  for (let place = 0; tokens.length < count; place++) tokens.push(...tokensOf(more(writer, place)))
  return tokens.slice(0, count)
}

const tokensOf = (text) => text.match(/[ _$]?[A-Za-z]{1,7}|\d{1,3}|\n+| +|[^\sA-Za-z\d]{1,4}/g) ?? []

/** Messages in turn, the person's first; replies with lists, code, tables and formulas as they come. About 900 characters a message. */
export function conversation(count) {
  const writer = writerOf(99)
  const { random, below } = writer
  const reply = () => {
    const kind = random()
    return [
      paragraph(writer, 2 + below(4)),
      kind < 0.5 ? `${items(writer, 3 + below(4), kind < 0.25)}\n` : '',
      kind > 0.3 && kind < 0.8 ? fenced(writer, LANGUAGES[below(LANGUAGES.length)], 6 + below(22)) : '',
      kind > 0.85 ? `${TABLE_HEAD}${rows(writer, 5)}\n` : '',
      kind > 0.9 ? FORMULA : '',
      paragraph(writer, 1 + below(3)).trim()
    ].join('')
  }
  return writer.many(count, (place) => (place % 2 === 0 ? paragraph(writer, 1 + below(2)).trim() : reply()))
}
