import type { LlamaContext, Token } from 'node-llama-cpp'
import type { EngineTuning } from '../engine'
import type { Bench } from './bench'
import type { ModelHost } from './modelHost'

const PROBE_CONTEXT = 2048
const SMALL_CONTEXT = 512

/** The signal was aborted while something was measured. */
export class ProbeAborted extends Error {}

/** Makes benches beside the loaded context, which stays as it is. Looks at the signal before every evaluation. */
export class Probe {
  readonly #text: Token[]

  constructor(
    private readonly host: ModelHost,
    private readonly signal: AbortSignal
  ) {
    const words = host.model.tokenize('On clear evenings the ferry carried bread, letters and tired people across the grey water. ')
    this.#text = Array.from({ length: PROBE_CONTEXT }, (_, index) => words[index % words.length] as Token)
  }

  /** Rejects with ProbeAborted. */
  async on<T>(
    tuning: Pick<EngineTuning, 'readingThreads' | 'flashAttention'>,
    measure: (bench: Bench) => Promise<T>,
    contextSize = PROBE_CONTEXT
  ): Promise<T> {
    this.#check()
    const context = await this.host.createProbeContext(Math.min(contextSize, this.host.contextSize), tuning)
    try {
      return await measure(this.#bench(context))
    } finally {
      await context.dispose()
    }
  }

  /** Two small contexts at once, without flash attention and with it. Rejects with ProbeAborted. */
  async onBoth<T>(readingThreads: number, measure: (benches: { off: Bench; on: Bench }) => Promise<T>): Promise<T> {
    const small = (flashAttention: boolean, use: (bench: Bench) => Promise<T>): Promise<T> =>
      this.on({ readingThreads, flashAttention }, use, SMALL_CONTEXT)
    return small(false, (off) => small(true, (on) => measure({ off, on })))
  }

  #check(): void {
    if (this.signal.aborted) throw new ProbeAborted()
  }

  #bench(context: LlamaContext): Bench {
    const sequence = context.getSequence()
    const check = (): void => this.#check()
    const text = this.#text
    return {
      size: context.contextSize,
      get position() {
        return sequence.nextTokenIndex
      },
      async read(count) {
        check()
        const at = sequence.nextTokenIndex
        const startedAt = performance.now()
        await sequence.evaluateWithoutGeneratingNewTokens(text.slice(at, at + count))
        return performance.now() - startedAt
      },
      rewind: (position) => sequence.eraseContextTokenRanges([{ start: position, end: sequence.nextTokenIndex }])
    }
  }
}
