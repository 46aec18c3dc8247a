import type { Llama } from 'node-llama-cpp'

type MakeSampler = new (...given: unknown[]) => object

/** Where the library's objects find the native sampler: an internal of version 3.21.1. */
const bindingsOf = (llama: Llama): { AddonSampler: MakeSampler } | undefined =>
  (llama as unknown as { _bindings?: { AddonSampler: MakeSampler } })._bindings

/**
 * Runs `evaluate`, which samples nothing, without native samplers. The library makes one for every evaluation: room for the whole vocabulary,
 * 12 bytes a token, that its `dispose` does not give back and of which V8 knows nothing. A prompt of 2,700 tokens that is read in chunks
 * of 16 left 290 MB behind with a vocabulary of 152,000. To be called by one at a time.
 */
export async function withoutSampler<T>(llama: Llama, evaluate: () => Promise<T>): Promise<T> {
  const bindings = bindingsOf(llama)
  if (!bindings) return evaluate()
  const { AddonSampler } = bindings
  bindings.AddonSampler = unused(AddonSampler)
  try {
    return await evaluate()
  } finally {
    bindings.AddonSampler = AddonSampler
  }
}

/** What the class itself can do, grammars for example, it still can. */
const unused = (Sampler: MakeSampler): MakeSampler => {
  function Unused(): object {
    return { dispose: () => undefined }
  }
  Object.setPrototypeOf(Unused, Sampler)
  return Unused as unknown as MakeSampler
}
