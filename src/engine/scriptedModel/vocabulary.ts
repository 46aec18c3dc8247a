/** Token types of a SentencePiece vocabulary as llama.cpp numbers them. */
export const tokenType = { normal: 1, unknown: 2, control: 3, userDefined: 4, byte: 6 } as const

export interface VocabularyEntry {
  text: string
  score: number
  type: number
}

export const TURN_START = '<|im_start|>'
export const TURN_END = '<|im_end|>'
/** How SentencePiece writes a space. */
export const SPACE = '\u2581'
/** Ids of control tokens: they stand first in every vocabulary made here. */
export const controlTokens = { unknown: 0, begin: 1 } as const

/** The marks of a chat format: each is one token. */
export interface FormatMarks {
  /** Text of the beginning-of-text token. */
  readonly begin: string
  /** What a model ends its reply with; one of `others`, or a token of its own. */
  readonly end: string
  readonly others: readonly string[]
}
export const chatMlMarks: FormatMarks = { begin: '<s>', end: TURN_END, others: [TURN_START, TURN_END] }

/** Of a vocabulary with the marks of ChatML; the last one is the mark of a turn's end. */
export const CONTROL_TOKEN_COUNT = 5

const byteToken = (byte: number): string => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`

/** The byte tokens of a text's UTF-8 form. */
export const byteTokensOf = (text: string): string[] => [...Buffer.from(text, 'utf8')].map(byteToken)

const letters = 'abcdefghijklmnopqrstuvwxyz'
const others = `ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,!?'"-:;()\n/_*#\`[]{}<>=+|`

/** Marks, all bytes, `words`, single characters, then pairs of letters and fillers up to `size`. Texts are unique. */
export function buildVocabulary(
  size: number,
  words: readonly VocabularyEntry[] = [],
  { marks = chatMlMarks, markType = tokenType.control }: { marks?: FormatMarks; markType?: number } = {}
): VocabularyEntry[] {
  const entries = new Map<string, VocabularyEntry>()
  const add = (text: string, score: number, type: number): void => {
    if (!entries.has(text)) entries.set(text, { text, score, type })
  }
  add('<unk>', 0, tokenType.unknown)
  for (const text of [marks.begin, '</s>']) add(text, 0, tokenType.control)
  for (const text of [...marks.others, marks.end]) add(text, 0, markType)
  for (let byte = 0; byte < 256; byte++) add(byteToken(byte), 0, tokenType.byte)
  for (const { text, score, type } of words) add(text, score, type)
  for (const character of [SPACE, ...letters, ...others]) add(character, -1000, tokenType.normal)
  for (const first of letters) for (const second of letters) if (entries.size < size) add(first + second, -300, tokenType.normal)
  for (let index = 0; entries.size < size; index++) add(`filler${index}`, -2000, tokenType.normal)
  return [...entries.values()]
}
