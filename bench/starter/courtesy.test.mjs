import { describe, expect, test } from 'vitest'
import { greetsBack, takesThanks } from './courtesy.mjs'

describe('a greeting', () => {
  test.each([
    'Hello! How can I assist you today?',
    'Good morning! How can I help?',
    'Hi there.',
    "I'm doing well, thank you for asking.",
    "I'm just here to help you with whatever you need.",
    "I'm just a computer program, so I don't have feelings or emotions. However, I can help you with information and tasks that you may need.",
    'Of course! What would you like assistance with?',
    'Hallo! Wie kann ich Ihnen heute helfen?',
    'Guten Morgen.',
    '¡Buenas días! ¿Cómo estás?',
    '¡Hola! ¿En qué puedo ayudarte hoy?',
    '你好！很高兴见到你。',
    '早上好！有什么我可以帮助您的吗？'
  ])('is greeted back by: %s', (reply) => {
    expect(greetsBack(reply)).toBe(true)
  })

  test.each([
    '',
    'The hiker went up the hill.',
    'Hello! My name is Sarah and I live in Chicago.',
    "Hi, I'm a student at the University of Texas and I love reading.",
    "I'm just a computer program, so I don't have feelings or emotions.",
    "Hello. I'm sorry, but I can't assist with that.",
    'It is a sunny day in the village, and everyone is happy.',
    '```python\nprint("hello")\n```',
    '你好！我叫小红，今年十岁。'
  ])('is not greeted back by: %s', (reply) => {
    expect(greetsBack(reply)).toBe(false)
  })
})

describe('thanks', () => {
  test.each([
    "You're welcome! If you have any other questions, feel free to ask.",
    'You’re very welcome.',
    'My pleasure.',
    'No problem at all.',
    "I'm glad I could help.",
    'Gern geschehen!',
    'Bitte schön!',
    '¡De nada!',
    '不客气！',
    '不用谢，很高兴能帮到您。'
  ])('are taken kindly by: %s', (reply) => {
    expect(takesThanks(reply)).toBe(true)
  })

  test.each([
    '',
    'Thank you!',
    'Danke schön!',
    'Vielen Dank für den Besuch! Wenn Sie weitere Fragen haben, freue mich Ihnen zu antworten.',
    "I'm sorry, but I can't help with that.",
    'Thanks is a word that people say.',
    '谢谢！'
  ])('are not by: %s', (reply) => {
    expect(takesThanks(reply)).toBe(false)
  })
})
