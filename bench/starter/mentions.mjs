// Where a text says something, and whether it asserts or denies it there.
import { anyNumber, wordsOf } from './numberWords.mjs'

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const isHan = (text) => /\p{Script=Han}/u.test(text)
/** Chinese has no spaces between words; elsewhere a word is not found within another. */
const word = (text) => (isHan(text) ? escaped(text) : `(?<![\\p{L}\\p{N}])${escaped(text)}(?![\\p{L}\\p{N}])`)

/** Of a script that writes words with spaces between them. */
const letter = '[^\\P{L}\\p{Script=Han}]'

/** What says `term`; a number in digits (neither part of a larger one nor with decimals other than 0) or in words. */
function sayings(term) {
  if (typeof term !== 'number') return word(term)
  const digits = `(?<!${letter}|\\d|\\d[.,])${term}(?:[.,]0+)?(?!${letter}|\\d|[.,]\\d)`
  return [digits, ...wordsOf(term).map(word)].join('|')
}

/** Thousands are joined, emphasis and the spelling of characters make no difference. */
const plain = (text) =>
  text
    .normalize('NFC')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/\*\*|__|[`“”„"«»]/g, '')
    .replace(/’/g, "'")

/** A text in parts that assert one thing each; a comma within a number divides none. */
const clausesOf = (text) =>
  plain(text)
    .split(/[\n;；。！？!?，]|[.,:](?!\d)|\s(?=(?:but|while|whereas|although|however|sondern|aber|sino|pero)\s)|(?=而是|但是?)/u)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')

const deniesWhatFollows =
  /\b(?:not(?! only)|never|neither|isn't|aren't|wasn't|weren't|doesn't|don't|nicht|kein|keine|keinen|no (?:es|son|está|tiene|hay|fue))\b[^]*$|(?:不是|并非|没有|不叫|不在)[^]*$/iu
const deniesWhatIsBefore =
  /^\s*(?:(?:is|are|was|has|does|do|did)\s+not\b(?! only)|(?:is|are|was|does|do|did)n't\b|(?:ist|sind|war|hat)\s+(?:es\s+)?nicht\b|no\s+(?:es|son|fue)\b|不是|并非)/iu

/**
 * Every place where one of the terms stands: whether it is denied there, left undecided (“Lyon or Paris”), and the clause.
 * @param {string} text
 * @param {(string|number)[]} terms
 * @returns {{isDenied: boolean, isUndecided: boolean, clause: string}[]}
 */
export function mentionsOf(text, terms) {
  const alternatives = terms.map(sayings).join('|')
  if (alternatives === '') return []
  const said = new RegExp(alternatives, 'giu')
  return clausesOf(text).flatMap((clause) =>
    [...clause.matchAll(said)].map((match) => {
      const before = clause.slice(0, match.index)
      const after = clause.slice(match.index + match[0].length)
      return {
        isDenied: deniesWhatFollows.test(before) || deniesWhatIsBefore.test(after),
        isUndecided: isUndecided(before, after, match[0], alternatives),
        clause
      }
    })
  )
}

/** Beside an “or” with another name or number that is no term. */
function isUndecided(before, after, match, alternatives) {
  const other = /\p{N}/u.test(match) || new RegExp(`^(?:${anyNumber})$`, 'iu').test(match) ? `(?:${anyNumber})` : '\\p{Lu}\\p{L}+'
  const or = '(?:(?<!\\p{L})(?:or|oder|o)(?!\\p{L})|或者?)'
  const following = new RegExp(`^\\s*${or}\\s*(?!${alternatives})${other}`, 'u').exec(after)
  const preceding = new RegExp(`(${other})\\s*${or}\\s*$`, 'u').exec(before)
  const isTerm = (text) => new RegExp(`^(?:${alternatives})$`, 'iu').test(text)
  return following !== null || (preceding !== null && !isTerm(preceding[1]))
}
