// All verdicts about one reply.
import { judgeCode } from './code.mjs'
import { greetsBack, takesThanks } from './courtesy.mjs'
import { judgeFact } from './facts.mjs'
import { isInLanguage } from './language.mjs'
import { isRefusal } from './refusal.mjs'
import { repeatsItself } from './repetition.mjs'

const yes = (isRight) => ({ isRight, why: isRight ? 'right' : 'missing' })
const judges = {
  greeting: (text) => yes(greetsBack(text)),
  thanks: (text) => yes(takesThanks(text)),
  fact: judgeFact,
  recall: judgeFact,
  code: judgeCode,
  topic: (text, topic) => yes(topic.test(text))
}

/**
 * @param {{text: string, reason: string}} reply
 * @param {{language: string|null, expects?: object}} asked
 * @returns {{loops: boolean, ended: boolean, refuses: boolean, keepsLanguage: boolean|null, expected: object}} `expected`: by its name
 */
export function judge({ text, reason }, { language, expects = {} }) {
  return {
    loops: reason === 'repeats' || repeatsItself(text),
    ended: reason === 'finished' && text.trim() !== '',
    refuses: isRefusal(text),
    keepsLanguage: language === null ? null : isInLanguage(text, language),
    expected: Object.fromEntries(Object.entries(expects).map(([name, expected]) => [name, judges[name](text, expected)]))
  }
}
