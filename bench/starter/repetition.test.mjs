import { expect, test } from 'vitest'
import { repeatsItself } from './repetition.mjs'

const poem = 'Rain on the roof,\nrain on the road,\nsoft is the sound,\nlight is the load.'
const round =
  'Fox was fascinated by the animals and took them on a trip. They saw a park with birds and insects in it.\n\n' +
  'Crow was fascinated by the animals and took them on a trip. They saw a zoo with birds and insects in it.\n\n'
const packing = ['Towel', 'Hat', 'Sunscreen', 'Water', 'Book', 'Shoes', 'Bag', 'Ball']
  .map(
    (name, place) =>
      `${place + 1}. **${name}**: It keeps you ${'abcdefgh'[place]} and well on a long day. You can get one from a local store.`
  )
  .join('\n\n')

test.each([
  ['a sentence', 'I am a small man, '.repeat(20)],
  ['a word', `It was very ${'very '.repeat(60)}`],
  ['a character', '=' + 'a'.repeat(300)],
  ['a line with its blank lines', 'Hier ist ein Gedicht:\n\n' + 'Ich stehe auf dem Weg zum Haus und schreibe.\n\n'.repeat(6)],
  [
    'an item that counts up',
    Array.from({ length: 8 }, (_, place) => `${place + 1}. **Regenbahn**: Die Regenbahn ist ein Vortrag.\n\n`).join('')
  ],
  ['a long round', `In a town lived two friends. ${round.repeat(5)}`],
  ['Chinese', '我是一个小小的人。'.repeat(12)],
  ['one that goes on in mid-sentence', 'The answer is easy. '.repeat(15) + 'The ans']
])('%s over and over is a loop', (_, reply) => {
  expect(repeatsItself(reply)).toBe(true)
})

test.each([
  ['an answer', 'The capital of Austria is Vienna.'],
  ['nothing', ''],
  ['a poem with a refrain', [poem, poem.replace('soft', 'loud'), 'Rain, rain, rain,\nrain, rain, rain.'].join('\n\n')],
  ['a list whose items share a phrase', packing],
  ['numbers that count up', Array.from({ length: 100 }, (_, number) => `${number + 1}`).join('\n')],
  ['lines of code that are alike', '```js\n' + 'console.log("hello")\n'.repeat(10) + '```\nThis prints hello ten times.'],
  ['a rule of dashes', `Title\n${'-'.repeat(60)}\nText.`],
  ['a word that someone says four times', 'No, no, no, no, said the crow.']
])('%s is none', (_, reply) => {
  expect(repeatsItself(reply)).toBe(false)
})
