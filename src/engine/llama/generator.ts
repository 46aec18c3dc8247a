import type { LlamaChatResponseChunk, LLamaChatGenerateResponseOptions } from 'node-llama-cpp'
import type { GenerateOptions, GenerationEvent, GenerationResult, Prompt, SeededSampling } from '../engine'
import type { GenerationMeter } from '../generationMeter'
import { LoopGuard } from '../loopGuard'
import type { ChatFormat } from './chatFormat'
import type { Library } from './library'
import type { ModelHost } from './modelHost'

/** Bytes that form no character; a model may write them. They are left out of the text. */
const NO_CHARACTER = /\uFFFD/g

/** Tokens back from the end whose repetition the repeat penalty makes less likely. */
const REPEAT_WINDOW = 64

export interface Writing extends GenerateOptions {
  readonly settings: SeededSampling
  readonly promptTokens: number
  /** Prompt tokens that were in the KV cache before. */
  readonly promptReused: number
  /** Tokens that fit behind the prompt. */
  readonly room: number
  readonly meter: GenerationMeter
}

type Ending = Pick<GenerationResult, 'reason' | 'repeatsFrom'>

/** Evaluates what is left of the prompt and writes the reply behind it. An aborted signal is not an error. Returns how it ended. */
export async function writeReply(library: Library, host: ModelHost, format: ChatFormat, prompt: Prompt, writing: Writing): Promise<Ending> {
  const { settings, room, signal } = writing
  const reporter = new Reporter(writing)
  const chat = new library.LlamaChat({ contextSequence: host.sequence, chatWrapper: format.wrapper })
  try {
    const { metadata } = await chat.generateResponse(format.history(prompt), {
      ...sampling(settings),
      maxTokens: Math.min(settings.maxTokens ?? room, room), // so that the library never shifts the context on its own
      signal: AbortSignal.any([signal, reporter.loop]),
      stopOnAbortSignal: true,
      onResponseChunk: (chunk) => {
        host.useThreads(host.tuning.writingThreads) // from now on: the evaluation with the last chunk of the prompt in it is over
        reporter.take(chunk)
      }
    })
    reporter.throwBug()
    if (metadata.stopReason === 'abort' && signal.aborted) return ended('stopped')
    if (reporter.loop.aborted) return { reason: 'repeats', repeatsFrom: reporter.repeatsFrom }
    if (metadata.stopReason !== 'maxTokens') return ended('finished')
    return ended(settings.maxTokens !== null && settings.maxTokens <= room ? 'lengthLimit' : 'contextFull')
  } catch (error) {
    if (signal.aborted && !reporter.hasBug) return ended('stopped') // aborted before the first token, the library rejects
    throw error
  } finally {
    chat.dispose({ disposeSequence: false })
  }
}

/** Of a reply that is no loop. */
export const ended = (reason: Exclude<Ending['reason'], 'repeats'>): Ending => ({ reason, repeatsFrom: null })

function sampling(settings: SeededSampling): LLamaChatGenerateResponseOptions {
  const { temperature, topK, topP, minP, seed, repeatPenalty } = settings
  return {
    temperature,
    topK,
    topP,
    minP,
    seed,
    repeatPenalty: repeatPenalty === 1 ? false : { penalty: repeatPenalty, lastTokens: REPEAT_WINDOW }
  }
}

/** Turns the library's chunks into events, counts them and watches them for loops, text and thoughts apart. */
class Reporter {
  readonly #writing: Writing
  readonly #text = new LoopGuard()
  readonly #thoughts = new LoopGuard()
  readonly #loop = new AbortController()
  #hasToken = false
  /** The library swallows what a callback throws; `throwBug` throws it again. */
  #bug: { error: unknown } | null = null

  constructor(writing: Writing) {
    this.#writing = writing
  }

  get hasBug(): boolean {
    return this.#bug !== null
  }

  /** Aborted when the text or the thoughts only repeat themselves; never where the guard is switched off. */
  get loop(): AbortSignal {
    return this.#loop.signal
  }

  get repeatsFrom(): number | null {
    return this.#text.repeatsFrom
  }

  take(chunk: LlamaChatResponseChunk): void {
    const { meter, settings } = this.#writing
    const kind = chunk.type === undefined ? 'text' : 'thought'
    if (chunk.tokens.length > 0) {
      meter.wrote(chunk.tokens.length, kind)
      if (!this.#hasToken) this.#tellRead()
    }
    const text = chunk.text.replace(NO_CHARACTER, '')
    if (text !== '') this.#tell({ kind, text, figures: meter.figures })
    if (settings.loopGuard) this.#watch(text, kind === 'thought' ? this.#thoughts : this.#text)
  }

  throwBug(): void {
    if (this.#bug) throw this.#bug.error
  }

  #watch(text: string, guard: LoopGuard): void {
    guard.add(text)
    if (guard.repeatsFrom !== null) this.#loop.abort()
  }

  // The first token shows that the whole prompt has been evaluated.
  #tellRead(): void {
    const { meter, promptTokens, promptReused } = this.#writing
    this.#hasToken = true
    meter.setPrompt(promptTokens, promptReused)
    this.#tell({ kind: 'reading', done: promptTokens, total: promptTokens })
  }

  #tell(event: GenerationEvent): void {
    try {
      this.#writing.onEvent(event)
    } catch (error) {
      this.#bug ??= { error }
    }
  }
}
