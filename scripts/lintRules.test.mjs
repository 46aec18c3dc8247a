import { ESLint } from 'eslint'
import path from 'node:path'
import ts from 'typescript-eslint'
import { expect, test } from 'vitest'

// The rules of eslint.config.js that keep a promise of the product, each with what it must refuse and what it must let through.
const root = path.dirname(import.meta.dirname)
// None of these rules looks at types; loading them would take most of the time.
const eslint = new ESLint({ cwd: root, overrideConfig: ts.configs.disableTypeChecked })

/** Lints text as if it stood in this file. */
async function refusals(text, file) {
  const [result] = await eslint.lintText(text, { filePath: path.join(root, file) })
  return result.messages
    .filter((message) => ['no-restricted-syntax', 'no-restricted-globals', 'hearth/joined-words'].includes(message.ruleId))
    .map((message) => message.message)
}
const page = 'src/renderer/src/main.tsx'
const main = 'src/main/index.ts'

test.each([
  ['text between tags', 'export const a = <p>Hello</p>'],
  ['a string in braces', "export const a = <p>{'Hello'}</p>"],
  ['a string in a fragment', "export const a = <>{'Hello'}</>"],
  ['one of two strings', "export const a = (is: boolean, word: string) => <p>{is ? 'Hello' : word}</p>"],
  ['a string under a condition', "export const a = (is: boolean) => <p>{is && 'Hello'}</p>"],
  ['an accessible name under a condition', "export const a = (is: boolean, word: string) => <button aria-label={is ? word : 'Close'} />"],
  ['an accessible name', 'export const a = <button aria-label="Close" />'],
  ['a placeholder', 'export const a = <textarea placeholder={`Write`} />']
])('refuses %s that does not come from the catalogue', async (_what, text) => {
  expect(await refusals(text, page)).toHaveLength(1)
})

test('lets signs, values and words of the catalogue through', async () => {
  expect(
    await refusals(
      "declare const t: (key: string) => string\nexport const a = <p title={t('a')} className='b'>{t('c')} · {1 + 1}{2 > 1 && t('d')}</p>",
      page
    )
  ).toEqual([])
})

test('refuses literal words in native menus and dialogs', async () => {
  expect(await refusals("export const item = { label: 'File' }", main)).toHaveLength(1)
  expect(await refusals("declare const t: (key: string) => string\nexport const item = { label: t('menu.file') }", main)).toEqual([])
})

const t = 'declare const t: (key: string) => string\ndeclare const name: string\n'
test.each([
  ['a template of two', '`${t("a")} ${t("b")}`'],
  ['a template with other text', '`${t("a")}: ${name}`'],
  ['a sum', 't("a") + name'],
  ['a list', '[t("a"), name].join(" ")'],
  ['a concatenation', 't("a").concat(name)'],
  ['the words of a function', 'declare const dayWords: () => string\nexport const b = `${dayWords()} ${name}`'],
  ['neighbours on the page', '<p>{t("a")} {t("b")}</p>']
])('refuses words that are joined in code: %s', async (_what, text) => {
  expect(await refusals(t + (text.includes('export') ? text : `export const a = ${text}`), page)).toHaveLength(1)
})

test('lets words with line breaks, and lists of words through', async () => {
  expect(await refusals(`${t}export const a = [\`\${t('a')}\\n\`, name + name, [t('a'), t('b')]]`, page)).toEqual([])
})

test.each(['new Intl.NumberFormat()', '(1).toLocaleString()'])('refuses formats outside of what knows the region: %s', async (text) => {
  expect(await refusals(`export const a = ${text}`, main)).toHaveLength(1)
  expect(await refusals(`export const a = ${text}`, page)).toHaveLength(1)
  expect(await refusals(`export const a = ${text}`, 'src/shared/i18n/dateWords.ts')).toEqual([])
})

test.each([
  ['markup from a string', 'document.body.innerHTML = String(1)'],
  ['the browser of the system', 'declare const shell: { openExternal(a: string): void }\nshell.openExternal(String(1))'],
  ['a socket', "void fetch('x')"],
  ['named imports of zod', "import { z } from 'zod'\nexport const a = z"]
])('refuses %s', async (_what, text) => {
  expect(await refusals(text, main)).toHaveLength(1)
})
