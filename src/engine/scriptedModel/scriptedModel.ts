import { chatMl } from './chatTemplates'
import { writeLlamaModel } from './llamaModel'
import { RandomBits } from './randomBits'
import { bytesOf, zeros } from './tensorData'
import { buildVocabulary, chatMlMarks, SPACE, tokenType, TURN_END, type FormatMarks, type VocabularyEntry } from './vocabulary'

const EMBEDDING = 256

export interface ScriptOptions {
  contextLength?: number
  /** Null: the file has none. */
  chatTemplate?: string | null
  /** By default those of ChatML. */
  marks?: FormatMarks
  /** The last token of every prompt in the chat template. */
  startsAfter?: string
  /** Pieces that are tokens of their own kind, such as `<think>`. */
  userDefined?: readonly string[]
  /** By default they are control tokens. */
  turnMarksAre?: 'userDefined'
  /** False: as Qwen2.5, whose tokenizer puts no beginning-of-text token in front. */
  addBos?: boolean
  /** The place in the script of the token that follows the last one, so that the model never ends. */
  loopsTo?: number
}

/**
 * Cuts a text into different pieces, because a scripted model can say each token once: a word that was said already is joined with
 * what follows. A space belongs to the word behind it. Pieces are in the vocabulary's spelling.
 */
export function cutIntoPieces(text: string): string[] {
  const taken = new Set(['\n']) // the token that every ChatML prompt ends with
  const pieces: string[] = []
  let piece = ''
  for (const word of text.match(/ ?[^\s]+|\s/gu) ?? []) {
    piece += word.replaceAll(' ', SPACE)
    if (taken.has(piece)) continue
    taken.add(piece)
    pieces.push(piece)
    piece = ''
  }
  while (piece !== '' && taken.has(piece)) {
    const previous = pieces.pop()
    if (previous === undefined) throw new Error('A scripted model cannot say a line break alone')
    piece = previous + piece
  }
  return piece === '' ? pieces : [...pieces, piece]
}

/** Writes a model of a few MB that replies to every prompt with this text and ends. Returns its size in bytes. */
export const writeScriptedModel = (path: string, text: string, options: ScriptOptions = {}): number =>
  writeScript(path, [...cutIntoPieces(text), TURN_END], options)

/**
 * The same for given tokens, all different; `<0x41>` is one byte. Every token has a random vector of ±1, the output row of each next
 * token is the vector of the one before (the sum, where two tokens come before it), and the layers add nothing: after a token, its successor is the only likely one, at any
 * temperature. What is asked makes no difference.
 */
export function writeScript(path: string, script: readonly string[], options: ScriptOptions = {}): number {
  const { contextLength = 4096, chatTemplate = chatMl, marks = chatMlMarks, startsAfter = '\n', addBos = true, loopsTo } = options
  const chain = [startsAfter, ...script]
  if (new Set(chain).size !== chain.length) throw new Error('A scripted model can say each token once')
  const vocabulary = vocabularyFor(script, options)
  const ids = new Map(vocabulary.map(({ text }, id) => [text, id]))
  const again = loopsTo === undefined ? [] : script.slice(loopsTo, loopsTo + 1)
  const { vectors, output } = chainMatrices(
    vocabulary.length,
    [...chain, ...again].map((text) => ids.get(text) ?? 0)
  )
  return writeLlamaModel(path, {
    name: 'scripted',
    shape: { embedding: EMBEDDING, layers: 1, heads: 4, feedForward: 64, contextLength },
    vocabulary,
    chatTemplate,
    end: ids.get(marks.end) ?? 0,
    addBos,
    weights: {
      type: 'F32',
      embedding: { type: 'F32', data: () => bytesOf(vectors) },
      output: { type: 'F32', data: () => bytesOf(output) },
      layer: (values) => zeros('F32', values)
    }
  })
}

const isByteToken = (text: string): boolean => /^<0x[0-9A-F]{2}>$/.test(text)

function vocabularyFor(
  script: readonly string[],
  { userDefined = [], turnMarksAre, marks = chatMlMarks }: ScriptOptions
): VocabularyEntry[] {
  const isMark = (text: string): boolean => text === marks.end || marks.others.includes(text)
  const words = script.filter((text) => !isByteToken(text) && !isMark(text) && text !== '\n')
  const entries = words.map((text) => ({ text, score: -0.5, type: userDefined.includes(text) ? tokenType.userDefined : tokenType.normal }))
  // The tokenizer joins pairs from the left, so every beginning of a word must be a token too, or the text would not come back as itself.
  const beginnings = words.flatMap((text) => {
    const characters = [...text]
    return characters
      .slice(2)
      .map((_, index) => ({ text: characters.slice(0, index + 2).join(''), score: -52 - index, type: tokenType.normal }))
  })
  const markType = turnMarksAre ? tokenType[turnMarksAre] : tokenType.control
  return buildVocabulary(800 + entries.length + beginnings.length, [...entries, ...beginnings], { marks, markType })
}

function chainMatrices(tokens: number, chain: readonly number[]): { vectors: Float32Array; output: Float32Array } {
  const random = new RandomBits(7)
  const vectors = Float32Array.from({ length: tokens * EMBEDDING }, () => (random.next() & 1 ? 1 : -1))
  const output = new Float32Array(tokens * EMBEDDING)
  for (const [index, to] of chain.slice(1).entries()) {
    const from = chain[index] ?? 0
    for (let at = 0; at < EMBEDDING; at++) output[to * EMBEDDING + at]! += vectors[from * EMBEDDING + at] ?? 0
  }
  return { vectors, output }
}
