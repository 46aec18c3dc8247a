// Repetition that people ask for or that data has, as long as replies have it. The longest stand close below what is certain to be a loop.

const times = (count: number, piece: (place: number) => string, between = '\n'): string =>
  Array.from({ length: count }, (_, place) => piece(place)).join(between)
const same = (count: number, piece: string, between = '\n'): string => times(count, () => piece, between)
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

const numbers = {
  'multiplication table': times(30, (row) => times(30, (column) => String((row + 1) * (column + 1)), '\t')),
  'the same figures in every row': same(60, '| 0.00 | 0.00 | 0.00 | 0.00 |'),
  'zero matrix, 28 × 28': `[\n${same(28, `    [${same(28, '0', ', ')}]`, ',\n')}\n]`,
  'identity matrix, 40 × 40': times(40, (row) => times(40, (column) => (row === column ? '1' : '0'), ' ')),
  'one third, 1,000 digits': `0.${'3'.repeat(1000)}`,
  'list that counts up': times(400, (place) => `${place + 1}. Item number ${place + 1}`),
  'days on which nothing happened': times(200, (place) => `Day ${place + 1}: Nothing happened.`)
}

const csv = {
  'rows that differ in one digit': times(300, (place) => `2026-01-01,sensor-7,20.${(Math.imul(place, 2_654_435_761) >>> 28) % 10},41.0,ok`),
  'rows that differ in the time': times(300, (place) => `${String(Math.floor(place / 60)).padStart(2, '0')}:${place % 60},0,0,0,0,idle`),
  'a hundred rows of zeros': same(100, '0,0,0,0,0,0,0,0'),
  'empty fields': same(100, 'n/a,n/a,n/a,n/a,n/a')
}

const onRequest = {
  'hello, 50 times': same(50, 'hello', ' '),
  'hello, 50 lines': same(50, 'hello'),
  'hello, 400 times': same(400, 'hello', ' '),
  'a line, 100 times': same(100, 'I will not talk in class.'),
  'a line without spaces, 100 times': same(100, '我上课的时候不说话。'),
  'a paragraph, 5 times': same(
    5,
    'The quick brown fox jumps over the lazy dog while the sun goes down behind the hills. '.repeat(5),
    '\n\n'
  ),
  'ha ha ha': same(300, 'ha', ' '),
  'a long no': `N${'o'.repeat(1000)}!`,
  'emoji, 100 times': '🎉'.repeat(100)
}

const verse = (place: number): string =>
  `In the year of number ${place} I was walking down the road,\nand the wind was ever colder, and I carried all my load.`
const refrain = 'Sing it low, sing it high,\nsing it till the night goes by.'
const songs = {
  'refrain after every verse': times(30, (place) => `${verse(place)}\n\n${refrain}`, '\n\n'),
  'refrain, 12 times': same(12, refrain, '\n\n'),
  'a line and nothing else': same(72, 'Turning round, always turning round'),
  'na na na': `${same(40, `${same(11, 'na', ' ')},`)}\nhey there`,
  mantra: same(108, 'Om mani padme hum')
}

const person = (place: number): string => `  {\n    "id": ${place},\n    "name": "Name",\n    "active": true,\n    "tags": []\n  }`
const json = {
  'array of zeros': `[${same(900, '0', ', ')}]`,
  'array of nulls, a line each': `[\n${same(250, '  null', ',\n')}\n]`,
  'similar objects': `[\n${times(120, person, ',\n')}\n]`,
  'the same object, 25 times': `[\n${same(25, person(0), ',\n')}\n]`
}

const card =
  '  <div class="card">\n    <img src="placeholder.png" alt="">\n    <h2>Title</h2>\n    <p>Some text about this item.</p>\n    <a href="#">Read more</a>\n  </div>'
const code = {
  'cases of a switch': times(150, (place) => `    case ${place}:\n      return handlers[${place}](input)`),
  'table of bytes': `const uint8_t data[] = {\n${same(48, `  ${same(8, '0x00', ', ')},`)}\n};`,
  'the same card, 15 times': same(15, card),
  'the same statement, 80 times': same(80, '    ptr++; step(ptr); // unrolled'),
  'the same test, with another number': times(
    80,
    (place) => `  it('works for ${place}', () => {\n    expect(f(${place})).toBe(true)\n  })`
  ),
  'closing brackets': `${'('.repeat(500)}${')'.repeat(500)}`
}

const art = {
  rectangle: same(24, '#'.repeat(80)),
  chessboard: same(8, `${same(8, '[ ]', '[#]')}\n${same(8, '[#]', '[ ]')}`),
  'empty frame': `+${'-'.repeat(78)}+\n${same(30, `|${' '.repeat(78)}|`)}\n+${'-'.repeat(78)}+`,
  tree: times(60, (row) => ' '.repeat(60 - row) + '*'.repeat(2 * row + 1)),
  'long rule': '='.repeat(2000)
}

const markdown = {
  'empty table': `| Name | Date | Sum | Note |\n|------|------|-----|------|\n${same(80, '|      |      |     |      |')}`,
  'wide row of dashes': `| Name | ${same(20, '----------', ' | ')} |\n${times(50, (place) => `| ${place} | ${same(20, 'yes', ' | ')} |`)}`,
  'open tasks': same(150, '- [ ] To do'),
  'cells that are all the same': times(100, (place) => `| Week ${place} | – | – | – | – | – |`)
}

const dumps = {
  'hex dump of zeros': times(200, (row) => `${hex(row * 16, 8)}: ${same(8, '0000', ' ')}  ${'.'.repeat(16)}`),
  'hex without addresses': same(50, same(16, '00', ' ')),
  'binary zeros': same(64, same(4, '00000000', ' ')),
  'base64 of zeros': 'A'.repeat(2700),
  'bits that count up': times(256, (place) => place.toString(2).padStart(8, '0'), ' ')
}

/** By kind, each text with its name. */
export const legitimateRepetition: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'tables and lists of numbers': numbers,
  CSV: csv,
  'words and lines on request': onRequest,
  'songs and refrains': songs,
  JSON: json,
  'lines of code': code,
  'ASCII art': art,
  Markdown: markdown,
  'binary and hex dumps': dumps
}
