import { getLlama, type Llama } from 'node-llama-cpp'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { tinyModelFile } from '../../../scripts/setup/tinyModel.mjs'
import { withoutSampler } from './withoutSampler'

type Sampler = new (...given: unknown[]) => object
interface Bindings {
  AddonSampler: Sampler
}

const tinyFile = tinyModelFile(process.cwd())
let llama: Llama
let made = 0
beforeAll(async () => {
  llama = await getLlama({ gpu: false, build: 'never', skipDownload: true })
  const bindings = (llama as unknown as { _bindings: Bindings })._bindings
  bindings.AddonSampler = new Proxy(bindings.AddonSampler, {
    construct: (Sampler, given) => {
      made += 1
      return Reflect.construct(Sampler, given)
    }
  })
})
beforeEach(() => {
  made = 0
})
afterAll(() => llama.dispose())

it('reads in chunks without a native sampler for each, and the reply behind them has its own', async () => {
  const model = await llama.loadModel({ modelPath: tinyFile })
  const context = await model.createContext({ contextSize: 256, threads: 1 })
  const sequence = context.getSequence()
  const tokens = model.tokenize('The sun rises in the east and sets in the west, and so it has been for ever.')
  await withoutSampler(llama, async () => {
    for (const place of [0, 4, 8]) await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(place, place + 4))
  })
  expect(sequence.nextTokenIndex).toBe(12)
  expect(made).toBe(0)
  const written = sequence.evaluate(tokens.slice(12), { temperature: 0 })
  expect((await written.next()).value).toBeTypeOf('number')
  await written.return()
  expect(made).toBe(1)
  await model.dispose()
})

it('gives the sampler back after a failure', async () => {
  await expect(withoutSampler(llama, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  const model = await llama.loadModel({ modelPath: tinyFile })
  const sequence = (await model.createContext({ contextSize: 64, threads: 1 })).getSequence()
  const written = sequence.evaluate(model.tokenize('Hello'), { temperature: 0 })
  expect((await written.next()).value).toBeTypeOf('number')
  await written.return()
  await model.dispose()
})
