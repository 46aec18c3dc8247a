/** Code that is made to keep a highlighter busy. */
export interface HostileCode {
  language: string
  source: string
}

export const codeLanguages = [
  'ts',
  'tsx',
  'js',
  'jsx',
  'json',
  'python',
  'bash',
  'powershell',
  'bat',
  'c',
  'cpp',
  'c#',
  'f#',
  'java',
  'kotlin',
  'scala'
]
  .concat([
    'groovy',
    'swift',
    'objc',
    'go',
    'rust',
    'zig',
    'dart',
    'ruby',
    'php',
    'perl',
    'lua',
    'r',
    'julia',
    'matlab',
    'haskell',
    'elixir'
  ])
  .concat(['erlang', 'clojure', 'lisp', 'ocaml', 'html', 'xml', 'css', 'scss', 'vue', 'svelte', 'sql', 'graphql', 'proto', 'yaml', 'toml'])
  .concat(['ini', 'tf', 'nix', 'dockerfile', 'make', 'cmake', 'md', 'latex', 'diff', 'mermaid', 'jsonc'])

/** What makes patterns search again and again: openings without an end, and much of what may begin anything. */
const units = [
  'a',
  'A_',
  ' ',
  '\t',
  '(',
  '((',
  '[a',
  '{',
  '<',
  '<a ',
  '</',
  '"',
  "'a",
  '`',
  '\\',
  '\\\\',
  '/*',
  '//',
  '--',
  '=',
  '::',
  '&&',
  '$',
  '${',
  '#{'
]
  .concat([
    '{{',
    '<%',
    'a,',
    'a.',
    'a<',
    'a(',
    'a=>',
    '1.',
    '1_',
    'else ',
    'operator',
    'template<',
    'function(',
    'case ',
    '<!--',
    '[[',
    '* ',
    '| '
  ])
  .concat([
    '**',
    '_a_',
    '![',
    '@a(',
    '0x',
    '🔥',
    'é',
    '\u0000',
    '\u202e',
    '\ud800',
    '$a[',
    '<?',
    '%{',
    '<<EOF ',
    'r#"',
    '& ',
    '*&',
    'a . ',
    'a , ',
    '[ ] ',
    '[,] ',
    'a < ',
    'a > ',
    ':: a ',
    'a ? ',
    'a [ ] ',
    '<a > ',
    '( a ) ',
    'a = ',
    'a : ',
    'a b ',
    '-a-',
    '~',
    '^'
  ])
const beginnings = ['', 'x ', 'a<', '"', 'let a = ', '# ', '<p ', '- ']

/** The same each time: for each language a line of every unit, and shorter ones below it. */
export const hostileCode = (): HostileCode[] =>
  codeLanguages.flatMap((language) =>
    units.map((unit, n) => {
      const beginning = beginnings[n % beginnings.length] ?? ''
      return { language, source: `${(beginning + unit.repeat(400)).slice(0, 400)}\n${unit.repeat(10)}\nend` }
    })
  )
