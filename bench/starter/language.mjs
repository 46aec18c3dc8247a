// The language of a text: Chinese by its script, the others by words that only one of them has. Code is no language.

const stopWords = {
  en: 'the and of to is are was were that with for you your can how this these those it have has what when where which from they their or by not be as at but if there would will about i my we our',
  de: 'der das und ist sind zu den dem ein eine einen einem einer mit auf für nicht auch sich ich du wie kann sie wir von im aus wird werden oder dass aber es bei nach zum zur über mir dir ihr ihnen ihre wenn heute helfen',
  es: 'el la los las un una y que en por para con del se es son su sus lo como más puedo puede tu te al está hay muy si cómo qué ayudarte hoy pero tiene esta este mi le nos también'
}
/** In two of the lists, or a word of another language too: they decide nothing. */
const sets = Object.entries(stopWords).map(([language, list]) => [language, new Set(list.split(' '))])
const isShared = (word) => sets.filter(([, words]) => words.has(word)).length > 1

/** Text that is meant for a person: without code, addresses and formulas. */
const prose = (text) =>
  text
    .replace(/```[\s\S]*?(?:```|$)/g, ' ')
    .replace(/`[^`\n]*`/g, ' ')
    .replace(/https?:\S+/g, ' ')
    .replace(/\\\[[\s\S]*?\\\]|\\\([\s\S]*?\\\)/g, ' ')

/** Of all letters, how many are Chinese: a Chinese character counts as three, because it says as much. */
function hanShare(text) {
  const han = 3 * (text.match(/\p{Script=Han}/gu)?.length ?? 0)
  const letters = text.match(/[^\P{L}\p{Script=Han}]/gu)?.length ?? 0
  return han === 0 ? 0 : han / (han + letters)
}

/**
 * Whether a reply is in the language: `null` where it says too little in any, as a name or a number does.
 * @param {string} reply
 * @param {'en'|'de'|'es'|'zh'} language
 * @returns {boolean|null}
 */
export function isInLanguage(reply, language) {
  const text = prose(reply)
  const han = hanShare(text)
  if (language === 'zh') return han >= 0.6 ? true : /\p{L}{2}/u.test(text) && !isName(text) ? false : null
  if (han > 0.2) return false
  const counts = countsOf(text)
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (all === 0)
    return /[\p{Script=Cyrillic}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}]/u.test(text) ? false : null
  return counts[language] / all >= 0.7
}

const isName = (text) => text.trim().split(/\s+/).length <= 2

function countsOf(text) {
  const words = text.toLowerCase().match(/[\p{L}']+/gu) ?? []
  const counted = words.filter((word) => !isShared(word))
  return Object.fromEntries(sets.map(([language, list]) => [language, counted.filter((word) => list.has(word)).length]))
}
