import { expect, it } from 'vitest'
import { GenerationMeter } from './generationMeter'

function setUp() {
  let ms = 1_000
  const meter = new GenerationMeter(ms, () => ms)
  return { meter, wait: (more: number) => void (ms += more) }
}

const noThought = { thoughtTokens: 0, thoughtMs: null }

it('has no speed and no time to the first token before there is one', () => {
  const { meter, wait } = setUp()
  meter.setPrompt(40, 16)
  wait(500)
  expect(meter.figures).toEqual({
    ...noThought,
    tokens: 0,
    tokensPerSecond: null,
    timeToFirstTokenMs: null,
    promptEvaluated: 24,
    promptReused: 16
  })
  meter.wrote('text')
  expect(meter.figures).toMatchObject({ tokens: 1, tokensPerSecond: null, timeToFirstTokenMs: 500 })
})

it('measures the speed from the first token to the last, whenever it is asked', () => {
  const { meter, wait } = setUp()
  wait(300)
  meter.wrote('text')
  for (let token = 0; token < 10; token++) {
    wait(50)
    meter.wrote('text')
  }
  wait(5_000)
  expect(meter.figures).toMatchObject({ tokens: 11, tokensPerSecond: 20, timeToFirstTokenMs: 300 })
})

it('counts and times thoughts apart, and in the whole: all tokens up to the last one of a thought', () => {
  const { meter, wait } = setUp()
  for (const kind of ['text', 'thought', 'thought', 'thought', 'text'] as const) {
    wait(100)
    meter.wrote(kind)
  }
  expect(meter.figures).toMatchObject({ tokens: 5, thoughtTokens: 4, thoughtMs: 300 })
})
