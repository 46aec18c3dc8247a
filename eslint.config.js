import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import { defineConfig } from 'eslint/config'
import ts from 'typescript-eslint'
import { joinedWords } from './scripts/lint/joinedWords.mjs'

const openExternal = {
  selector: "MemberExpression[property.name='openExternal']",
  message: 'Addresses are opened in other programs by src/main/shell/linkOpener.ts alone, which the person is asked for.'
}
const safety = [
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Model text is never parsed as HTML.' },
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
    message: 'Model text is never parsed as HTML.'
  },
  openExternal,
  {
    selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
    message: "Write `import * as z from 'zod'`: named imports bring every locale."
  },
  { selector: 'ExportAllDeclaration', message: 'No barrel files: import a thing from where it lives.' }
]
// How numbers, dates and lists are written is the region's and the language's matter, which src/shared/i18n knows.
const formats = [
  "MemberExpression[object.name='Intl'][property.name!='Segmenter']",
  'CallExpression[callee.property.name=/^toLocale/]'
].map((selector) => ({ selector, message: 'Numbers, dates and lists are written by src/shared/i18n.' }))
const sockets = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'].map((name) => ({
  name,
  message: 'Hearth opens no connection of its own.'
}))

// Words for people live in src/shared/i18n. A literal is refused where it would be seen or read out.
const words = 'Words for people come from the catalogue: t(…) of src/shared/i18n.'
const readOut = 'JSXAttribute[name.name=/^(aria-label|aria-description|aria-valuetext|aria-roledescription|title|placeholder|alt|label)$/]'
const literal = ':matches(Literal, TemplateLiteral)'
const shown = [
  literal,
  `ConditionalExpression > ${literal}.consequent`,
  `ConditionalExpression > ${literal}.alternate`,
  `LogicalExpression > ${literal}.right`
]
const visibleLiterals = [
  'JSXText[value=/[\\p{L}\\p{N}]/u]',
  ...shown.map((what) => `:matches(JSXElement, JSXFragment) > JSXExpressionContainer > ${what}`),
  `${readOut} > Literal`,
  ...shown.map((what) => `${readOut} > JSXExpressionContainer > ${what}`)
].map((selector) => ({ selector, message: words }))
const nativeLiterals = [
  {
    selector:
      'Property[key.name=/^(label|sublabel|message|detail|title|buttonLabel|toolTip|buttons)$/] > :matches(Literal, TemplateLiteral, ArrayExpression:has(> Literal))',
    message: words
  }
]

const scriptGlobals = ['process', 'console', 'Buffer', 'URL', 'fetch', 'performance', 'AbortController', 'AbortSignal', 'Response']
  .concat(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'structuredClone', 'TextDecoder'])
  .concat(['window', 'document', 'requestAnimationFrame', 'PerformanceObserver', 'MessageChannel', 'Worker', 'Blob', 'self'])

export default defineConfig(
  { ignores: ['out', 'dist', 'test-results', 'screenshots', '**/*.{js,cjs,mts}'] },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  // Scripts and benchmarks are plain JavaScript that Node runs as it is; parts of the benchmarks run in the page.
  { files: ['**/*.mjs'], ...ts.configs.disableTypeChecked },
  { files: ['**/*.mjs'], languageOptions: { globals: Object.fromEntries(scriptGlobals.map((name) => [name, 'readonly'])) } },
  { files: ['src/renderer/**/*.{ts,tsx}'], ...hooks.configs.flat.recommended },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      'no-restricted-globals': ['error', ...sockets],
      'no-restricted-syntax': ['error', ...safety, ...formats]
    }
  },
  { files: ['src/renderer/**/*.tsx'], rules: { 'no-restricted-syntax': ['error', ...safety, ...formats, ...visibleLiterals] } },
  { files: ['src/main/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...safety, ...formats, ...nativeLiterals] } },
  { files: ['src/shared/i18n/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...safety] } },
  {
    files: ['src/renderer/src/**/*.{ts,tsx}', 'src/shared/i18n/*.ts', 'src/main/shell/*.ts', 'src/main/index.ts'],
    ignores: ['**/testing/**', '**/*.test.{ts,tsx}'],
    plugins: { hearth: { rules: { 'joined-words': joinedWords } } },
    rules: { 'hearth/joined-words': 'error' }
  },
  {
    files: ['src/main/shell/linkOpener.ts'],
    rules: { 'no-restricted-syntax': ['error', ...safety.filter((rule) => rule !== openExternal), ...formats, ...nativeLiterals] }
  },
  {
    files: [
      '**/*.test.{ts,tsx}',
      'e2e/**/*.ts',
      'bench/**/*.ts',
      'src/engine/contract/*.ts',
      'src/main/storage/{contract,testing}/**/*.ts'
    ],
    rules: {
      'no-restricted-syntax': ['error', ...safety],
      'no-console': 'off',
      '@typescript-eslint/explicit-function-return-type': 'off',
      'no-restricted-globals': 'off'
    }
  }
)
