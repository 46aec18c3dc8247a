import { chatMl } from './chatTemplates'
import { tensorBytes, type TensorType } from './ggufFile'
import { writeLlamaModel, type Shape } from './llamaModel'
import { RandomBits } from './randomBits'
import { randomWeights } from './tensorData'
import { buildVocabulary, CONTROL_TOKEN_COUNT } from './vocabulary'

interface RandomOptions {
  type?: TensorType
  /** Size of the vocabulary. */
  tokens?: number
  seed?: number
}

/** A model of any size with random weights; it writes noise and never ends on its own. For times and sizes. Returns its size in bytes. */
export function writeRandomModel(path: string, shape: Shape, options: RandomOptions = {}): number {
  const { type = 'Q8_0', tokens = 32_000, seed = 7 } = options
  const random = new RandomBits(seed)
  const output = (values: number): Uint8Array => {
    const data = randomWeights(type, values, 0.02, random)
    return data.fill(0, 0, tensorBytes(type, CONTROL_TOKEN_COUNT * shape.embedding)) // control tokens are never the likeliest
  }
  return writeLlamaModel(path, {
    name: 'random',
    shape,
    vocabulary: buildVocabulary(tokens),
    addBos: true,
    chatTemplate: chatMl,
    end: CONTROL_TOKEN_COUNT - 1,
    weights: {
      type,
      embedding: { type, data: (values) => randomWeights(type, values, 0.1, random) },
      output: { type, data: output },
      layer: (values) => randomWeights(type, values, 0.02, random)
    }
  })
}
