import type { Token } from 'node-llama-cpp'
import { Mutex } from '../../shared/async/mutex'
import { keptForReply } from '../../shared/domain/promptLimit'
import { EngineFailure } from '../engine'
import type {
  CountTokens,
  EngineMemory,
  FullEngine,
  GenerateOptions,
  GenerationEvent,
  GenerationResult,
  LoadedInfo,
  LoadOptions,
  LoadSpec,
  Prompt,
  SeededSampling,
  ShowPrompt
} from '../engine'
import { GenerationMeter } from '../generationMeter'
import { ChatFormat } from './chatFormat'
import { ended, writeReply } from './generator'
import { loadLibrary } from './library'
import { nativeLog } from './device'
import { loadModel } from './loadModel'
import type { ModelHost } from './modelHost'
import { PromptRenderer } from './promptRenderer'
import { readPrompt } from './promptReader'
import { piecesOf } from './shownPrompt'
import { structureState } from './structureState'
import { WritingClock } from '../tuning/threads/writingClock'
import { generationFailure, isFailedEvaluation } from './translateError'
import { withoutSampler } from './withoutSampler'

/** Tokens that stay free behind prompt and reply: some formats open the reply with a few of their own. */
const SPARE = 8

interface Loaded {
  host: ModelHost
  prompts: PromptRenderer
}

/** The engine on node-llama-cpp. Loading and generations run one at a time. */
export class LlamaEngine implements FullEngine {
  readonly #mutex = new Mutex() // two evaluations on one sequence would spoil each other silently
  #loaded: Loaded | null = null

  load(spec: LoadSpec, options: LoadOptions): Promise<LoadedInfo> {
    return this.#mutex.run(async () => {
      if (this.#loaded) throw new Error('An engine loads one model')
      let shown = 0
      nativeLog.clear()
      const library = await loadLibrary()
      const onProgress = (progress: number): void => {
        if (progress > shown) options.onProgress((shown = progress)) // a second try on the CPU begins at 0; progress never goes back
      }
      const { host, graphicsFailure } = await loadModel(library, spec, { ...options, onProgress })
      const format = new ChatFormat(library, host.model)
      this.#loaded = { host, prompts: new PromptRenderer(library, host.model, format) }
      const { contextSize, offload, tuning } = host
      return { contextSize, offload, tuning, chatFormat: format.source, ...(graphicsFailure && { graphicsFailure }) }
    })
  }

  async measureMemory(): Promise<EngineMemory> {
    return { residentBytes: process.memoryUsage.rss(), graphicsFreeBytes: (await this.#loaded?.host.graphicsFreeBytes()) ?? null }
  }

  abilities(): { count: CountTokens; show: ShowPrompt } {
    return {
      count: (prompt, rendering) =>
        Promise.resolve().then(() => {
          const { host, prompts } = this.#model()
          const { tokens, texts } = prompts.render(prompt, rendering)
          const reused = Math.min(commonLength(host.sequence.contextTokens, tokens), tokens.length - 1)
          return { tokens: tokens.length, limit: limitOf(host), texts, reused }
        }),
      show: (prompt, rendering) =>
        Promise.resolve().then(() => {
          const { host, prompts } = this.#model()
          return piecesOf(host.model, prompts.render(prompt, rendering).tokens)
        })
    }
  }

  generate(prompt: Prompt, settings: SeededSampling, options: GenerateOptions): Promise<GenerationResult> {
    const calledAt = performance.now()
    const meter = (): GenerationMeter => new GenerationMeter(calledAt, () => performance.now())
    return this.#mutex.run(async () => {
      const model = this.#model()
      let hasText = false
      const onEvent = (event: GenerationEvent): void => {
        hasText ||= event.kind !== 'reading'
        options.onEvent(event)
      }
      try {
        return await readAndWrite(model, prompt, settings, { ...options, onEvent, meter: meter() })
      } catch (error) {
        if (!isFailedEvaluation(error)) throw generationFailure(error)
        await model.host.replaceSequence()
        if (hasText) throw generationFailure(error)
      }
      return readAndWrite(model, prompt, settings, { ...options, meter: meter() }).catch((error: unknown) => {
        throw generationFailure(error)
      })
    })
  }

  /** Frees the model when the work in progress is done. */
  dispose(): Promise<void> {
    return this.#mutex.run(async () => {
      const loaded = this.#loaded
      this.#loaded = null
      await loaded?.host.dispose()
    })
  }

  #model(): Loaded {
    if (!this.#loaded) throw new EngineFailure('notLoaded', 'no model is loaded')
    return this.#loaded
  }
}

function commonLength(a: readonly Token[], b: readonly Token[]): number {
  const different = a.findIndex((token, index) => token !== b[index])
  return different === -1 ? a.length : different
}

const limitOf = ({ contextSize }: ModelHost): number => contextSize - SPARE

async function readAndWrite(
  { host, prompts }: Loaded,
  prompt: Prompt,
  settings: SeededSampling,
  options: GenerateOptions & { meter: GenerationMeter }
): Promise<GenerationResult> {
  const { signal } = options
  const rendered = prompts.render(prompt, settings)
  const { tokens } = rendered
  const limit = limitOf(host)
  const room = limit - tokens.length
  if (room < (options.keepsRoom ? Math.max(1, keptForReply(limit, settings.maxTokens)) : 1)) {
    const counts = { tokens: tokens.length, limit }
    throw new EngineFailure('contextFull', `a prompt of ${counts.tokens} tokens in a context of ${host.contextSize}`, counts)
  }
  const grammar = await structureState(host, settings.structure, rendered.begun) // refused before anything is read
  const onProgress = (done: number, total: number): void => options.onEvent({ kind: 'reading', done, total })
  const { readingClock } = host
  const how = { signal, chunks: host.tuning.chunks, clock: readingClock, onProgress }
  const { reused, timings } = await withoutSampler(host.device.llama, () => readPrompt(host.sequence, tokens, how))
  const readTo = host.sequence.nextTokenIndex
  const written: Token[] = []
  const clock = new WritingClock(host, options.pace, readingClock.mostAfter)
  const writing = { ...options, settings, room, grammar, written, clock, promptReused: reused }
  readingClock.beginReply()
  const ending = signal.aborted ? ended('stopped') : await writeReply(host, rendered, writing)
  readingClock.endReply(host.writingThreads.threads)
  readingClock.count(Math.min(host.sequence.nextTokenIndex, tokens.length) - readTo)
  options.meter.setPrompt(Math.min(host.sequence.nextTokenIndex, tokens.length), reused)
  return {
    ...options.meter.figures,
    ...ending,
    written: settings.showSpecialTokens ? piecesOf(host.model, written) : null,
    prefillTimings: timings,
    threads: { reading: readingClock.use, writing: clock.use }
  }
}
