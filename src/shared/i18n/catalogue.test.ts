import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import en from './en.json'
import { placeholdersOf, sentencesOf } from './testing/catalogueFaults'
import { t } from './translate'

const sentences = sentencesOf(en)
const keys = [...sentences.keys()]

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
  expect([...sentences.values()].filter((words) => words.includes('!') || /\boops\b/i.test(words))).toEqual([])
})

test('what is counted has both forms of English, each with the same values', () => {
  for (const [key, sentence] of sentences) {
    const other = key.replace(/_one$/, '_other').replace(/_other$/, '_one')
    if (other !== key) expect(placeholdersOf(sentences.get(other) ?? ''), key).toEqual(placeholdersOf(sentence))
    expect(placeholdersOf(sentence).includes('count, number'), `${key} by its count`).toBe(/_(one|other)$/.test(key))
  }
})
