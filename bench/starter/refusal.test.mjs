import { expect, test } from 'vitest'
import { isRefusal } from './refusal.mjs'

test.each([
  "I'm sorry, but I can't assist with that.",
  'I’m sorry, but I can’t help you with this.',
  'I am sorry, but I am unable to provide that information.',
  'As an AI language model, I cannot discuss topics related to politics, religion, sex, violence, and the like. If you have other related questions, feel free to ask.',
  'I cannot write poems.',
  "I'm afraid I don't know your name.",
  "I don't have access to personal information.",
  "Sorry, I didn't understand that.",
  'Es tut mir leid, aber ich kann Ihnen dabei nicht helfen.',
  'Als KI kann ich keine Gedichte schreiben.',
  'Leider kann ich diese Frage nicht beantworten.',
  'Das kann ich leider nicht.',
  'Lo siento, pero no puedo ayudarte con eso.',
  'No puedo proporcionar esa información.',
  '很抱歉，我无法回答这个问题。',
  '对不起，我不能帮助您。',
  '作为一个AI语言模型，我无法提供这些信息。'
])('%s is a refusal', (reply) => {
  expect(isRefusal(reply)).toBe(true)
})

test.each([
  'Hello! How can I assist you today?',
  "I'm sorry to hear that. How can I help you?",
  "I'm sorry for the confusion. The capital of Austria is Vienna.",
  "I'm just a computer program, so I don't have feelings or emotions. However, I can help you with information and tasks.",
  'As an AI, I do not have feelings, but I am here to help.',
  "I'm sorry, but I don't have a favorite number.",
  'I can help you with that. What do you need?',
  'A penguin cannot fly.',
  "In the rain,\nI feel like I'm in a dream,\nAnd I can't help but feel sad.",
  '“I cannot give you the cheese,” said the crow, “but I can sing for you.”',
  'Subject: Day off\n\nDear Ms Lee,\n\nI would like to ask for a day off on Friday.',
  '```js\n// I cannot provide a default here\nconst a = 1\n```',
  'Hier ist ein kurzes Gedicht über den Herbst:\n\nDie Stadt ist wie ein Schatten,\nUnd ich kann nicht mehr.',
  'Als KI kann ich keine Gefühle haben, aber ich helfe dir gern.',
  'Natürlich kann ich dir helfen. Nicht alle Regenbögen sind gleich.',
  '¡Claro que puedo ayudarte!',
  '作为一个人工智能，我没有感情，但我可以帮助您。',
  '没有问题，我可以帮助你。'
])('%s is none', (reply) => {
  expect(isRefusal(reply)).toBe(false)
})
