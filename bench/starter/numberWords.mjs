// Numbers as people write them, in the languages of the prompts.
const words = {
  en: 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
  de: 'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig',
  es: 'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte',
  zh: '零 一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十'
}
const lists = Object.values(words).map((list) => list.split(' '))
const larger = {
  42: ['forty-two', 'forty two'],
  56: ['fifty-six', 'fifty six'],
  60: ['sixty'],
  90: ['ninety'],
  100: ['one hundred', 'a hundred', 'hundert', 'cien', '一百']
}

/** The words of a number, without its digits. */
export const wordsOf = (number) => [...lists.flatMap((list) => list[number] ?? []), ...(larger[number] ?? [])]

/** Any number in digits or in words of two letters and more, as the source of a regular expression. */
export const anyNumber = `\\d+|(?:${lists.slice(0, 3).flat().join('|')})`
