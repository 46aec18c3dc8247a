import type { ModelShape } from './modelShape'

// What a model takes at most, in bytes. An estimate that is too high costs time at a switch; one that is too low makes the computer swap.

/** Tokens, where the person has not chosen. The KV cache of a longer context may take more memory than a usual computer has free. */
export const MAX_CONTEXT_SIZE = 8_192
/** A model is loaded with this context even where it seems not to fit: what is estimated too high must not make it useless. */
export const LEAST_CONTEXT_SIZE = 2_048
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

/** RAM that a model's engine had with a context of so many tokens. */
interface Measured {
  readonly bytes: number
  readonly contextSize: number
}

export interface ModelMemory {
  /** Of all its files. */
  readonly weightBytes: number
  readonly shape: ModelShape
}

/** `chosen`: by the person; null: as long as usual. */
const contextOf = ({ trainedContext }: ModelShape, chosen: number | null = null): number =>
  Math.min(chosen ?? MAX_CONTEXT_SIZE, trainedContext)

const cacheBytes = ({ keyValueHeads, keyLength, valueLength }: ModelShape, tokens: number): number =>
  F16 * keyValueHeads * (keyLength + valueLength) * tokens

/** Each token's attention to the whole context, for a batch; flash attention needs less. */
const attentionBytes = ({ heads }: ModelShape, tokens: number): number => F32 * BATCH * heads * tokens

/** What grows with the context: where the KV cache is, so is the rest of it. */
export const contextBytes = (shape: ModelShape, tokens: number): number => cacheBytes(shape, tokens) + attentionBytes(shape, tokens)

/** And the scores of all tokens of the batch, and their intermediate results. */
const computeBytes = (shape: ModelShape, tokens: number): number =>
  F32 * BATCH * (shape.vocabulary + 8 * shape.embedding + 3 * shape.feedForward) + attentionBytes(shape, tokens)

/**
 * Without any context. What was measured leaves out pages of the mapped file that the system took back, so the weights are the least. What
 * attention needs is touched only as the context fills, so some of it may count twice.
 */
function withoutContext({ weightBytes, shape }: ModelMemory, measured: Measured | null): number {
  if (measured) return Math.max(weightBytes, measured.bytes - cacheBytes(shape, measured.contextSize))
  return PROCESS + REPACKED * weightBytes + computeBytes(shape, 0)
}

const onProcessor = (model: ModelMemory, measured: Measured | null, tokens: number): number =>
  withoutContext(model, measured) + contextBytes(model.shape, tokens)

/** With the context that it is loaded with where there is room for it; by what was measured where that is known. */
export const ramNeeded = (model: ModelMemory, measured: Measured | null = null, chosen: number | null = null): number =>
  onProcessor(model, measured, contextOf(model.shape, chosen))

/** With all its layers on a graphics card: there, and in RAM. */
export function neededWithGraphics({ weightBytes, shape }: ModelMemory, chosen: number | null = null): { graphics: number; ram: number } {
  const tokens = contextOf(shape, chosen)
  const graphics = weightBytes + cacheBytes(shape, tokens) + computeBytes(shape, tokens)
  return { graphics, ram: PROCESS + weightBytes + F32 * BATCH * shape.vocabulary }
}

/** The longest context that fits, in tokens; by what was measured where that is known. */
export function contextThatFits(model: ModelMemory, freeBytes: number, measured: Measured | null = null): number {
  const most = contextOf(model.shape)
  const room = usable(freeBytes) - withoutContext(model, measured)
  const tokens = Math.floor(room / contextBytes(model.shape, 1) / CONTEXT_STEP) * CONTEXT_STEP
  return Math.min(most, Math.max(LEAST_CONTEXT_SIZE, tokens))
}

/** What stays free belongs to the system and to what else runs. */
export const usable = (freeBytes: number): number => freeBytes - Math.min(RESERVE, freeBytes / 4)
