import { expect, test } from 'vitest'
import { isInLanguage } from './language.mjs'

test.each([
  ['en', 'Hello! How can I assist you today?'],
  ['en', 'The capital of Austria is Vienna (Wien).'],
  [
    'en',
    'Here is the function:\n\n```python\n# la función de las palabras es una prueba\nprint("hola")\n```\nYou can call it with a text.'
  ],
  ['de', 'Hallo! Wie kann ich Ihnen heute helfen?'],
  ['de', 'Die Hauptstadt von Österreich ist Wien.'],
  ['de', 'Ein Regenbogen entsteht, wenn Licht auf Wasser trifft. Das Wort „the rainbow“ steht im Englischen.'],
  ['es', '¡Hola! ¿En qué puedo ayudarte hoy?'],
  ['es', 'La capital de España es Madrid.'],
  ['es', '1. Escucha música en inglés.\n2. Lee libros.\n3. Habla con amigos que lo hablan.'],
  ['zh', '你好！有什么我可以帮助你的吗？'],
  ['zh', '水的化学式是H2O。'],
  ['zh', '你可以使用Duolingo等应用程序来学习英语单词。']
])('%s: %s', (language, reply) => {
  expect(isInLanguage(reply, language)).toBe(true)
})

test.each([
  ['de', 'Thank you! It is nice to see that you are feeling well.'],
  ['es', 'Hello! How can I assist you today?'],
  ['es', 'Olá! Como posso ajudar você hoje?\nI am here for you and will help with that.'],
  ['zh', "You're welcome! How can I assist you today?"],
  ['zh', 'The capital of China is 北京.'],
  ['en', '你好！有什么我可以帮助你的吗？'],
  ['en', 'Sure: 这是一个简单的问题。'],
  ['en', 'Ich kann dir dabei helfen, das ist nicht schwer.'],
  ['de', 'Hallo! This is a poem about the autumn and the leaves that fall from the trees.'],
  ['de', 'Привет, чем могу помочь?']
])('not %s: %s', (language, reply) => {
  expect(isInLanguage(reply, language)).toBe(false)
})

test.each([
  ['de', 'Wien'],
  ['es', '12'],
  ['zh', 'H2O'],
  ['en', ''],
  ['de', '```js\nconst the = 1\n```']
])('%s: %s says too little', (language, reply) => {
  expect(isInLanguage(reply, language)).toBeNull()
})
