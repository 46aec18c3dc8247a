import type { LanguageRegistration } from 'shiki/core'

export interface Language {
  /** As its community writes it. */
  readonly name: string
  readonly load: () => Promise<{ default: LanguageRegistration[] }>
}

const language = (name: string, words: string, load: Language['load']): [string, Language][] => {
  const made = { name, load }
  return words.split(' ').map((word) => [word, made])
}

/** The languages that are coloured, by each word that a fence may begin with. Each is loaded when it is first seen. */
const languages = new Map<string, Language>([
  ...language('TypeScript', 'typescript ts mts cts', () => import('shiki/langs/typescript.mjs')),
  ...language('TSX', 'tsx', () => import('shiki/langs/tsx.mjs')),
  ...language('JavaScript', 'javascript js mjs cjs node', () => import('shiki/langs/javascript.mjs')),
  ...language('JSX', 'jsx', () => import('shiki/langs/jsx.mjs')),
  ...language('JSON', 'json', () => import('shiki/langs/json.mjs')),
  ...language('JSON with comments', 'jsonc json5', () => import('shiki/langs/jsonc.mjs')),
  ...language('Python', 'python py python3 py3', () => import('shiki/langs/python.mjs')),
  ...language('Shell', 'bash sh shell zsh shellscript console', () => import('shiki/langs/shellscript.mjs')),
  ...language('PowerShell', 'powershell ps1 pwsh ps', () => import('shiki/langs/powershell.mjs')),
  ...language('Batch', 'batch bat cmd', () => import('shiki/langs/bat.mjs')),
  ...language('C', 'c h', () => import('shiki/langs/c.mjs')),
  ...language('C++', 'cpp c++ cc cxx hpp hxx', () => import('shiki/langs/cpp.mjs')),
  ...language('C#', 'csharp cs c#', () => import('shiki/langs/csharp.mjs')),
  ...language('F#', 'fsharp fs f#', () => import('shiki/langs/fsharp.mjs')),
  ...language('Java', 'java', () => import('shiki/langs/java.mjs')),
  ...language('Kotlin', 'kotlin kt kts', () => import('shiki/langs/kotlin.mjs')),
  ...language('Scala', 'scala', () => import('shiki/langs/scala.mjs')),
  ...language('Groovy', 'groovy gradle', () => import('shiki/langs/groovy.mjs')),
  ...language('Swift', 'swift', () => import('shiki/langs/swift.mjs')),
  ...language('Objective-C', 'objective-c objectivec objc', () => import('shiki/langs/objective-c.mjs')),
  ...language('Go', 'go golang', () => import('shiki/langs/go.mjs')),
  ...language('Rust', 'rust rs', () => import('shiki/langs/rust.mjs')),
  ...language('Zig', 'zig', () => import('shiki/langs/zig.mjs')),
  ...language('Dart', 'dart', () => import('shiki/langs/dart.mjs')),
  ...language('Ruby', 'ruby rb', () => import('shiki/langs/ruby.mjs')),
  ...language('PHP', 'php', () => import('shiki/langs/php.mjs')),
  ...language('Perl', 'perl pl', () => import('shiki/langs/perl.mjs')),
  ...language('Lua', 'lua', () => import('shiki/langs/lua.mjs')),
  ...language('R', 'r', () => import('shiki/langs/r.mjs')),
  ...language('Julia', 'julia jl', () => import('shiki/langs/julia.mjs')),
  ...language('MATLAB', 'matlab', () => import('shiki/langs/matlab.mjs')),
  ...language('Haskell', 'haskell hs', () => import('shiki/langs/haskell.mjs')),
  ...language('Elixir', 'elixir ex exs', () => import('shiki/langs/elixir.mjs')),
  ...language('Erlang', 'erlang erl', () => import('shiki/langs/erlang.mjs')),
  ...language('Clojure', 'clojure clj cljs', () => import('shiki/langs/clojure.mjs')),
  ...language('Common Lisp', 'lisp cl', () => import('shiki/langs/common-lisp.mjs')),
  ...language('OCaml', 'ocaml ml', () => import('shiki/langs/ocaml.mjs')),
  ...language('HTML', 'html htm', () => import('shiki/langs/html.mjs')),
  ...language('XML', 'xml svg xsl', () => import('shiki/langs/xml.mjs')),
  ...language('CSS', 'css', () => import('shiki/langs/css.mjs')),
  ...language('SCSS', 'scss sass', () => import('shiki/langs/scss.mjs')),
  // Its own grammar takes half a second for one line of “a--a--”.
  ...language('Vue', 'vue', () => import('shiki/langs/html.mjs')),
  ...language('Svelte', 'svelte', () => import('shiki/langs/svelte.mjs')),
  ...language('SQL', 'sql mysql postgresql sqlite plsql', () => import('shiki/langs/sql.mjs')),
  ...language('GraphQL', 'graphql gql', () => import('shiki/langs/graphql.mjs')),
  ...language('Protocol Buffers', 'proto protobuf', () => import('shiki/langs/proto.mjs')),
  ...language('YAML', 'yaml yml', () => import('shiki/langs/yaml.mjs')),
  ...language('TOML', 'toml', () => import('shiki/langs/toml.mjs')),
  ...language('INI', 'ini properties conf cfg', () => import('shiki/langs/ini.mjs')),
  ...language('Terraform', 'terraform tf hcl', () => import('shiki/langs/hcl.mjs')),
  ...language('Nix', 'nix', () => import('shiki/langs/nix.mjs')),
  ...language('Dockerfile', 'dockerfile docker', () => import('shiki/langs/docker.mjs')),
  ...language('Makefile', 'makefile make mk', () => import('shiki/langs/make.mjs')),
  ...language('CMake', 'cmake', () => import('shiki/langs/cmake.mjs')),
  ...language('Markdown', 'markdown md', () => import('shiki/langs/markdown.mjs')),
  ...language('LaTeX', 'latex tex', () => import('shiki/langs/latex.mjs')),
  ...language('Diff', 'diff patch', () => import('shiki/langs/diff.mjs')),
  ...language('Mermaid', 'mermaid', () => import('shiki/langs/mermaid.mjs'))
])

const wordOf = (info: string): string => /^[^\s{,:]*/.exec(info.trim())?.[0] ?? ''

/** The language that the words behind a fence name; undefined for those that are not coloured. */
export const languageOf = (info: string): Language | undefined => languages.get(wordOf(info).toLowerCase())

/** Its name for people: as its community writes it, or else the word itself. Empty where there is none. */
export const languageName = (info: string): string => languageOf(info)?.name ?? wordOf(info).slice(0, 40)
