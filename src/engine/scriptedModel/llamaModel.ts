import { writeGguf, type MetadataValue, type Tensor, type TensorType } from './ggufFile'
import { ones } from './tensorData'
import { controlTokens, type VocabularyEntry } from './vocabulary'

export interface Shape {
  embedding: number
  layers: number
  heads: number
  feedForward: number
  contextLength: number
}

/** What fills the tensors of a model of the llama architecture; `values` is the number of weights. */
interface Weights {
  type: TensorType
  /** Type and data of the two matrices that turn tokens into vectors and back. */
  embedding: { type: TensorType; data(values: number): Uint8Array }
  output: { type: TensorType; data(values: number): Uint8Array }
  /** A matrix inside a layer. `closing`: its result is added to the main stream. */
  layer(values: number, closing: boolean): Uint8Array
}

export interface LlamaModelFile {
  name: string
  shape: Shape
  vocabulary: readonly VocabularyEntry[]
  /** Null: the file has none. */
  chatTemplate: string | null
  /** Id of the end-of-text token. */
  end: number
  /** Whether the tokenizer puts its beginning-of-text token in front. */
  addBos: boolean
  weights: Weights
}

const fileTypes: Record<TensorType, number> = { F32: 0, F16: 1, Q4_0: 2, Q8_0: 7 }

function metadataOf({ name, shape, vocabulary, chatTemplate, end, addBos, weights }: LlamaModelFile): Record<string, MetadataValue> {
  const u32 = (value: number): MetadataValue => ({ kind: 'u32', value })
  const headSize = shape.embedding / shape.heads
  return {
    'general.architecture': { kind: 'string', value: 'llama' },
    'general.name': { kind: 'string', value: name },
    'general.file_type': u32(fileTypes[weights.type]),
    'llama.context_length': u32(shape.contextLength),
    'llama.embedding_length': u32(shape.embedding),
    'llama.block_count': u32(shape.layers),
    'llama.feed_forward_length': u32(shape.feedForward),
    'llama.attention.head_count': u32(shape.heads),
    'llama.attention.head_count_kv': u32(shape.heads),
    'llama.attention.layer_norm_rms_epsilon': { kind: 'f32', value: 1e-5 },
    'llama.rope.dimension_count': u32(headSize),
    'llama.rope.freq_base': { kind: 'f32', value: 10000 },
    'llama.vocab_size': u32(vocabulary.length),
    'tokenizer.ggml.model': { kind: 'string', value: 'llama' },
    'tokenizer.ggml.tokens': { kind: 'strings', value: vocabulary.map(({ text }) => text) },
    'tokenizer.ggml.scores': { kind: 'f32s', value: vocabulary.map(({ score }) => score) },
    'tokenizer.ggml.token_type': { kind: 'i32s', value: vocabulary.map(({ type }) => type) },
    'tokenizer.ggml.bos_token_id': u32(controlTokens.begin),
    'tokenizer.ggml.eos_token_id': u32(end),
    'tokenizer.ggml.unknown_token_id': u32(controlTokens.unknown),
    'tokenizer.ggml.add_bos_token': { kind: 'bool', value: addBos },
    'tokenizer.ggml.add_eos_token': { kind: 'bool', value: false },
    'tokenizer.ggml.add_space_prefix': { kind: 'bool', value: false },
    ...(chatTemplate !== null && { 'tokenizer.chat_template': { kind: 'string', value: chatTemplate } })
  }
}

function tensorsOf({ shape, vocabulary, weights }: LlamaModelFile): Tensor[] {
  const { embedding, feedForward } = shape
  const matrix = (name: string, rows: number, columns: number, closing = false): Tensor => ({
    name: `${name}.weight`,
    dimensions: [rows, columns],
    type: weights.type,
    data: () => weights.layer(rows * columns, closing)
  })
  const norm = (name: string): Tensor => ({ name: `${name}.weight`, dimensions: [embedding], type: 'F32', data: () => ones(embedding) })
  const table = (name: string, content: Weights['embedding']): Tensor => {
    const dimensions = [embedding, vocabulary.length]
    return { name: `${name}.weight`, dimensions, type: content.type, data: () => content.data(embedding * vocabulary.length) }
  }
  const layer = (index: number): Tensor[] => [
    norm(`blk.${index}.attn_norm`),
    norm(`blk.${index}.ffn_norm`),
    ...['attn_q', 'attn_k', 'attn_v'].map((name) => matrix(`blk.${index}.${name}`, embedding, embedding)),
    matrix(`blk.${index}.attn_output`, embedding, embedding, true),
    matrix(`blk.${index}.ffn_gate`, embedding, feedForward),
    matrix(`blk.${index}.ffn_up`, embedding, feedForward),
    matrix(`blk.${index}.ffn_down`, feedForward, embedding, true)
  ]
  return [
    table('token_embd', weights.embedding),
    norm('output_norm'),
    table('output', weights.output),
    ...Array.from({ length: shape.layers }, (_, index) => layer(index)).flat()
  ]
}

/** Writes a model file of the llama architecture and returns its size in bytes. */
export const writeLlamaModel = (path: string, file: LlamaModelFile): number => writeGguf(path, metadataOf(file), tensorsOf(file))
