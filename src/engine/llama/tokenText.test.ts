import type { LlamaModel, Token } from 'node-llama-cpp'
import { expect, it } from 'vitest'
import { TOKEN } from '../thoughts/thoughtSplitter'
import { TokenText } from './tokenText'

/** The bytes of each token; a special one has none. */
const vocabulary: readonly (readonly number[])[] = [[0xf0, 0x9f], [0x98, 0x80], [], [...Buffer.from('Hello')], [0x20, 0xf0, 0x9f]]
const [begun, rest, close, word, spaced] = vocabulary.keys() as Iterable<Token> as unknown as [Token, Token, Token, Token, Token]
const detokenize = (tokens: readonly Token[]): string => Buffer.from(tokens.flatMap((token) => vocabulary[token] ?? [])).toString('utf8')
const model = { detokenize } as unknown as LlamaModel

function textOf(...tokens: Token[]): string[] {
  const text = new TokenText(model, [], new Map([[close, '</think>']]))
  return [...tokens.map((token) => text.add(token)), text.end()]
}

it('tells a character that is spread over tokens with its last one', () => {
  expect(textOf(word, begun, rest)).toEqual(['Hello', '', '😀', ''])
})

it('tells a mark as one, also behind a character that was never completed', () => {
  expect(textOf(close, word)).toEqual([`${TOKEN}</think>`, 'Hello', ''])
  expect(textOf(begun, close, word)).toEqual(['', `${TOKEN}</think>`, 'Hello', ''])
})

it('keeps a space that stands in one token with the beginning of a character', () => {
  expect(textOf(word, spaced)).toEqual(['Hello', '', ' '])
})

it('does not wait for ever for bytes that form no character', () => {
  expect(textOf(...Array.from({ length: 8 }, () => begun), word)).toEqual([...Array.from({ length: 8 }, () => ''), 'Hello', ''])
})
