import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import en from './en.json'
import { t } from './translate'

type Tree = { [key: string]: string | Tree }
const keysOf = (tree: Tree, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [path + key] : keysOf(value, `${path}${key}.`)))
const keys = keysOf(en)

test('numbers are written the way people write them', () => {
  expect(t('error.generation.messageTooLong', { tokens: 12_345, limit: 8192 })).toContain('12,345 tokens, and it can read at most 8,192')
})

test('no words are left that nothing uses', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
    .map((file) => readFileSync(`src/${file}`, 'utf8'))
    .join('\n')
  // A family of keys may be built from a value: t(`modelFile.lookalike.${lookalike}`).
  const families = [...sources.matchAll(/`([\w.]+\.)\$\{/g)].map((found) => found[1] ?? '')
  const isUsed = (key: string): boolean => {
    const base = key.replace(/_(one|other|zero|few|many|two)$/, '')
    return sources.includes(`'${base}'`) || sources.includes(`"${base}"`) || families.some((family) => base.startsWith(family))
  }
  expect(keys.filter((key) => !isUsed(key))).toEqual([])
})

test('speaks without exclamation marks', () => {
  const wordsOf = (tree: Tree): string[] => Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : wordsOf(value)))
  expect(wordsOf(en).filter((words) => words.includes('!') || /\boops\b/i.test(words))).toEqual([])
})
