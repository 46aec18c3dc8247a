import { day, minute, samplePart, type SavedChat } from '../support/preset'

const hour = 60 * minute

// Words for pictures: what a person might ask, and answers that read well. They are written, not generated.

export const streaming: SavedChat = {
  title: 'Why does streaming feel faster if the total time is the same?',
  ago: 4 * minute,
  messages: [
    'Why does streaming feel faster if the total time is the same?',
    {
      text: 'Because the wait you notice is the wait for the first word. With streaming you begin to read after a fraction of a second, and the rest arrives faster than you read it.\n\nWithout it you look at an empty page until everything is done. The work takes just as long, but all of the waiting comes first, where nothing can distract you from it.',
      stats: { tokens: 86, tokensPerSecond: 41.7, timeToFirstTokenMs: 180, promptEvaluated: 24, promptReused: 0 }
    },
    'Give me an example with numbers.',
    {
      text: 'Take an answer of a thousand words that is written at a hundred words a second.\n\n  Without streaming   nothing for ten seconds, then all of it\n  With streaming      the first word at once, half of it after five\n\nA quick reader manages about five words a second, so the text is always ahead of you. You never wait for it again after the first word.',
      stats: { tokens: 94, tokensPerSecond: 42.1, timeToFirstTokenMs: 90, promptEvaluated: 31, promptReused: 112 }
    },
    'And when is it better not to stream?',
    {
      text: 'When a part is of no use without the whole: a number that goes into a calculation, a file that another program opens, a yes or no. There a half answer is worse than none, because it can be mistaken for the real one.',
      stats: { tokens: 52, tokensPerSecond: 41.9, timeToFirstTokenMs: 110, promptEvaluated: 22, promptReused: 230 }
    }
  ]
}

const packing: SavedChat = {
  title: 'Make a packing list for a weekend trip to the coast',
  ago: 2 * hour,
  messages: [
    'Make a packing list for a weekend trip to the coast',
    'For two nights by the sea:\n\n· a rain jacket and one warm jumper: evenings are cool even in summer\n· two shirts, one pair of shorts, one pair of long trousers\n· swimwear and a towel that dries fast\n· sandals, and shoes that may get wet\n· sunscreen, a hat, sunglasses\n· a water bottle and something to eat on the way\n· a book, because it will rain for at least one afternoon'
  ]
}

export const letter: SavedChat = {
  title: 'A short letter to the landlord about the kitchen window',
  ago: day,
  messages: [
    'A short letter to the landlord about the kitchen window',
    {
      text: 'Dear Mr Hollis,\n\nsince the storm on Sunday the kitchen window no longer closes. The lower hinge is bent, and',
      status: { kind: 'stopped' }
    }
  ]
}

/** A reply that one model began and another one ended. */
export const continued: SavedChat = {
  title: 'A tale of two models',
  ago: 3 * minute,
  messages: [
    'Tell me something about the sea.',
    {
      text: 'The sea is never still. Even on a calm day the tide moves a beach by the width of a hand, and a wave that breaks here was begun by a wind far away.',
      parts: [samplePart(), samplePart({ modelName: 'SmolLM2 135M Instruct', seed: 2_914_005_113, from: 24 })]
    }
  ]
}

const short = (title: string, ago: number): SavedChat => ({
  title,
  ago,
  messages: [title, 'Gladly. Here is a short answer to begin with.']
})

/** A list as it looks after some weeks. */
export const sampleChats: readonly SavedChat[] = [
  streaming,
  packing,
  short('A regular expression for ISO week dates', 3 * hour),
  letter,
  short('Bread at 70 % hydration', day + hour),
  short('Explain B-trees like a librarian', 3 * day),
  short('Spanish subjunctive drills', 4 * day),
  short('Names for a small brown dog', 5 * day),
  short('What is the difference between weather and climate?', 40 * day),
  short('A toast for two people who met in a queue', 42 * day)
]

/** A chat that outgrew what the model can hold. */
export const outgrown: SavedChat = { ...streaming, title: 'A chat that outgrew the model', ago: minute, readFrom: 4 }
