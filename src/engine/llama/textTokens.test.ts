import { expect, it } from 'vitest'
import { tokensOfTexts } from './textTokens'

const asked = (text: string) => ({ role: 'user', text }) as const
const said = (text: string) => ({ role: 'assistant', text }) as const
const piece = (text: string, tokens = 1) => ({ text, tokens })

it('tokens belong to the message whose text they are, in order, also where texts are the same', () => {
  expect(tokensOfTexts([asked('hi'), said('hi'), asked('hi')], [piece('hi', 1), piece('hi', 2), piece('hi', 3)])).toEqual([1, 2, 3])
})

it('a text may come in pieces, trimmed, with a thought, or not at all', () => {
  const prompt = [asked(' a <mark> b '), said(''), asked('c'), { ...said('d'), thought: { text: 'Hm', isOpen: false } }]
  const plain = [piece('a <', 2), piece('mark> b', 3), piece('c', 4), piece('Hm', 5), piece('d', 6)]
  expect(tokensOfTexts(prompt, plain)).toEqual([5, 0, 4, 11])
})

it('what the template writes as text belongs to no message', () => {
  expect(tokensOfTexts([asked('a')], [piece('You are kind.', 9), piece('a', 1), piece('###', 1)])).toEqual([1])
})

it('a text that the template makes of two is shared between them', () => {
  const system = { role: 'system', text: 'Be kind.' } as const
  expect(tokensOfTexts([system, asked('What is it?'), said('b')], [piece('Be kind.\n\nWhat is it?', 10), piece('b', 1)])).toEqual([4, 6, 1])
})

it('a text of the template that a later message quotes takes nothing from those between', () => {
  const prompt = [asked('a'), said('b'), asked('c'), said('d'), asked('### Human: quoted')]
  const plain = ['### Human: ', 'a', 'b', 'c', 'd', '### Human: quoted'].map((text) => piece(text))
  expect(tokensOfTexts(prompt, plain)).toEqual([1, 1, 1, 1, 1])
})
