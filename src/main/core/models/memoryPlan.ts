import type { ModelShape } from './modelShape'

// What a model takes at most, in bytes. An estimate that is too high costs time at a switch; one that is too low makes the computer swap.

/** Tokens. The KV cache of a longer context may take more memory than a usual computer has free. */
export const MAX_CONTEXT_SIZE = 8_192
/** A model is loaded with this context even where it seems not to fit: what is estimated too high must not make it useless. */
const LEAST_CONTEXT_SIZE = 2_048
const CONTEXT_STEP = 256

/** Tokens that are evaluated at once. */
const BATCH = 512
const F16 = 2
const F32 = 4
/** llama.cpp copies weights into another order where that is faster on this processor; the mapped file stays in memory beside the copy. */
const REPACKED = 2
/** The engine's process without a model. */
const PROCESS = 150e6
/** A model on a graphics card has buffers in RAM too. */
const RESERVE = 1e9

export interface ModelMemory {
  /** Of all its files. */
  readonly weightBytes: number
  readonly shape: ModelShape
}

const contextOf = ({ trainedContext }: ModelShape): number => Math.min(MAX_CONTEXT_SIZE, trainedContext)

const cacheBytes = ({ keyValueHeads, keyLength, valueLength }: ModelShape, tokens: number): number =>
  F16 * keyValueHeads * (keyLength + valueLength) * tokens

/** Each token's attention to the whole context, for a batch; flash attention needs less. */
const attentionBytes = ({ heads }: ModelShape, tokens: number): number => F32 * BATCH * heads * tokens

/** And the scores of all tokens of the batch, and their intermediate results. */
const computeBytes = (shape: ModelShape, tokens: number): number =>
  F32 * BATCH * (shape.vocabulary + 8 * shape.embedding + 3 * shape.feedForward) + attentionBytes(shape, tokens)

const onProcessor = ({ weightBytes, shape }: ModelMemory, tokens: number): number =>
  PROCESS + REPACKED * weightBytes + cacheBytes(shape, tokens) + computeBytes(shape, tokens)

/**
 * With the context that it is loaded with where there is room for it. `measured`: what its engine had in memory with a context of so many
 * tokens; what attention needs is touched only as that context fills.
 */
export function ramNeeded(model: ModelMemory, measured: { readonly bytes: number; readonly contextSize: number } | null = null): number {
  const { shape } = model
  const tokens = contextOf(shape)
  if (!measured) return onProcessor(model, tokens)
  const more = Math.max(0, tokens - measured.contextSize)
  return measured.bytes + cacheBytes(shape, more) + attentionBytes(shape, tokens)
}

/** With all its layers on a graphics card: there, and in RAM. */
export function neededWithGraphics({ weightBytes, shape }: ModelMemory): { graphics: number; ram: number } {
  const tokens = contextOf(shape)
  const graphics = weightBytes + cacheBytes(shape, tokens) + computeBytes(shape, tokens)
  return { graphics, ram: PROCESS + weightBytes + F32 * BATCH * shape.vocabulary }
}

/** The longest context that fits, in tokens. */
export function contextThatFits(model: ModelMemory, freeBytes: number): number {
  const most = contextOf(model.shape)
  const bytesPerToken = onProcessor(model, 1) - onProcessor(model, 0)
  const tokens = Math.floor((usable(freeBytes) - onProcessor(model, 0)) / bytesPerToken / CONTEXT_STEP) * CONTEXT_STEP
  return Math.min(most, Math.max(LEAST_CONTEXT_SIZE, tokens))
}

/** What stays free belongs to the system and to what else runs. */
export const usable = (freeBytes: number): number => freeBytes - Math.min(RESERVE, freeBytes / 4)
