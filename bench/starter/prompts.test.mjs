import { expect, test } from 'vitest'
import { prompts } from './prompts.mjs'

const opening = ({ turns }) => turns.map(({ says }) => says).join(' / ')
const turnsOf = (category) => prompts.filter((prompt) => prompt.category === category).map(({ turns }) => turns.length)

test('there are at least sixty prompts, none of them twice', () => {
  expect(prompts.length).toBeGreaterThanOrEqual(60)
  expect(new Set(prompts.map(opening)).size).toBe(prompts.length)
})

test('every category has some, and talks have two and three turns', () => {
  for (const category of ['greetings', 'facts', 'writing', 'code', 'German', 'Spanish', 'Chinese', 'talks']) {
    expect(turnsOf(category).length, category).toBeGreaterThanOrEqual(8)
  }
  expect(new Set(turnsOf('talks'))).toEqual(new Set([2, 3]))
})

test('the last turn of every prompt is judged for what it asks', () => {
  for (const { turns } of prompts) expect(Object.keys(turns.at(-1).expects ?? {}), turns.at(-1).says).toHaveLength(1)
})
