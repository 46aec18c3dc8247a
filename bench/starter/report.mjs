// Figures, goals, tables and sample replies from judged replies.
import { table } from '../statistics.mjs'

const expectedOf =
  (...names) =>
  ({ verdicts: { expected } }) =>
    names.flatMap((name) => (expected[name] && expected[name].isRight !== null ? [expected[name].isRight] : []))[0] ?? null

/** Each measure says of a reply whether it holds; null: the reply is not judged for it. `goal`: the share of replies that must hold. */
const measures = [
  { name: 'no loop', holds: ({ verdicts }) => !verdicts.loops, goal: 1 },
  { name: 'ended by itself', holds: ({ verdicts }) => verdicts.ended, goal: 0.95 },
  { name: 'fact right', holds: expectedOf('fact'), goal: 0.9 },
  { name: 'greeted back', holds: expectedOf('greeting'), goal: 1 },
  { name: 'no refusal', holds: ({ verdicts }) => !verdicts.refuses, goal: 1 },
  { name: 'language kept', holds: ({ verdicts }) => verdicts.keepsLanguage, goal: 0.95 },
  { name: 'thanks taken kindly', holds: expectedOf('thanks') },
  { name: 'earlier turn used', holds: expectedOf('recall') },
  { name: 'code works', holds: expectedOf('code') },
  { name: 'on the topic', holds: expectedOf('topic') }
]

function countsOf(samples, { holds }) {
  const answers = samples.map(holds).filter((answer) => answer !== null)
  return { of: answers.length, right: answers.filter(Boolean).length }
}

const countText = ({ right, of }) => (of === 0 ? '–' : `${right} of ${of}`)
const percent = ({ right, of }) => (of === 0 ? '–' : `${Math.floor((right * 1000) / of) / 10} %`)

/** What all replies together come to, by measure. */
export const figuresOf = (samples) =>
  measures.map((measure) => {
    const counts = countsOf(samples, measure)
    return { name: measure.name, ...counts, text: countText(counts) }
  })

/** The measures with goals and whether they are met, then those without. */
export function goalTable(samples) {
  const rows = measures.map((measure) => {
    const counts = countsOf(samples, measure)
    const { goal } = measure
    if (goal === undefined) return [measure.name, countText(counts), percent(counts), '–', '–']
    const isMet = counts.right >= goal * counts.of
    return [measure.name, countText(counts), percent(counts), goal === 1 ? 'all' : `≥ ${goal * 100} %`, isMet ? 'met' : '**not met**']
  })
  return table(['', 'replies', '', 'goal', ''], rows)
}

/** Counts by category. What the prompts of a category expect is in one column: facts, greetings, code and so on. */
export function categoryTable(samples) {
  const [noLoop, ended, , , noRefusal, language] = measures
  const expected = { holds: expectedOf('fact', 'greeting', 'thanks', 'recall', 'code', 'topic') }
  const rows = [...new Set(samples.map(({ category }) => category))].map((category) => {
    const own = samples.filter((sample) => sample.category === category)
    const failures = ({ of, right }) => of - right
    const tokens = Math.round(own.reduce((sum, sample) => sum + sample.tokens, 0) / own.length)
    return [
      category,
      own.length,
      tokens,
      failures(countsOf(own, noLoop)),
      countsOf(own, ended).right,
      failures(countsOf(own, noRefusal)),
      countText(countsOf(own, language)),
      countText(countsOf(own, expected))
    ]
  })
  return table(['', 'replies', 'tokens, mean', 'loops', 'ended', 'refused', 'language kept', 'what was expected'], rows)
}

export function settingsText({ temperature, topP, topK, minP, repeatPenalty, dryStrength, dryAllowedLength, systemMessage }) {
  const others = `${minP ? `, min P ${minP}` : ''}${dryStrength ? `, DRY ${dryStrength} from ${dryAllowedLength} tokens` : ''}`
  const sampling = `temperature ${temperature}, top P ${topP}, top K ${topK}, repeat penalty ${repeatPenalty}${others}`
  return `${sampling}, ${systemMessage ? `“${systemMessage}”` : 'no system message'}`
}

const SHOWN = [
  'hi',
  'What is the capital of France?',
  'Write a short poem about rain.',
  'Write a Python function that reverses a string.',
  'Was ist die Hauptstadt von Österreich?',
  '¡Hola!',
  '请简单解释一下什么是彩虹。',
  'What is my name?'
]

/** Whole replies of the first round, and of every measure one that failed. */
export function someReplies(samples) {
  const shown = samples.filter(({ prompt, round }) => SHOWN.includes(prompt) && round === 1)
  const failed = measures.flatMap((measure) => {
    const sample = samples.find((each) => measure.holds(each) === false)
    return sample ? [`Not “${measure.name}”${whyText(sample)}:\n\n${sampleText(sample)}`] : []
  })
  return ['### Replies, whole', ...shown.map(sampleText), '### Replies that failed', ...failed]
}

function whyText({ verdicts: { expected } }) {
  const why = Object.values(expected).find(({ isRight }) => isRight === false)?.why
  return why ? ` (${why})` : ''
}

function sampleText({ before, prompt, seed, reply }) {
  const turns = [...before.flatMap(({ says, reply: text }) => [says, text]), prompt]
  return `${turns.map((text) => `“${text}”`).join(' → ')}, seed ${seed}:\n\n${quoted(reply)}`
}

const quoted = (text) =>
  text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
