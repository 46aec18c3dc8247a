// Settings for the starter that are compared by `npm run bench -- starterSettings`: colder and warmer, weaker and stronger penalties, and
// what the system message does.
const plain = 'You are a helpful assistant.'
const brief = `${plain} Keep answers short.`
const inTheLanguage = `${plain} Answer in the language of the question, briefly.`

const settings = (temperature, repeatPenalty, systemMessage, others = {}) => ({
  temperature,
  topP: 0.8,
  topK: 20,
  repeatPenalty,
  systemMessage,
  ...others
})

/** What the system message does, with DRY over line breaks. */
const messages = [
  'You are a helpful assistant who chats with people.',
  'You are a helpful assistant who likes to chat with people.',
  'You are a helpful assistant and answer every message.',
  'You are a helpful assistant. You answer in a few sentences.',
  'You are a wise and helpful assistant who answers questions with facts.'
]

export const candidates = [
  settings(0.3, 1.1, plain),
  settings(0.1, 1, plain),
  settings(0.1, 1.05, plain),
  settings(0.1, 1.05, brief),
  settings(0.3, 1.05, brief),
  settings(0.3, 1.1, brief),
  settings(0.3, 1.15, brief),
  settings(0.3, 1.1, inTheLanguage),
  settings(0.6, 1.1, brief),
  settings(0.6, 1.1, brief, { topP: 0.5 }),
  settings(0.7, 1.1, plain),
  settings(0.1, 1, brief, { dryStrength: 0.8, dryAllowedLength: 3 }),
  settings(0.1, 1.1, brief, { dryStrength: 0.8, dryAllowedLength: 8 }),
  settings(0.1, 1.1, brief, { dryStrength: 1, dryAllowedLength: 5 }),
  settings(0.1, 1.1, plain, { dryStrength: 1, dryAllowedLength: 5 }),
  settings(0.1, 1.05, brief, { dryStrength: 0.8, dryAllowedLength: 3 }),
  settings(0.1, 1.05, brief, { dryStrength: 1, dryAllowedLength: 2 }),
  settings(0.2, 1.1, brief, { dryStrength: 0.8, dryAllowedLength: 4 }),
  settings(0.1, 1.1, plain, { dryStrength: 1, dryAllowedLength: 8 }),
  ...messages.map((message) => settings(0.1, 1.1, message, { dryStrength: 1, dryAllowedLength: 8 }))
]
