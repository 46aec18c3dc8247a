import type { LlamaChatResponseChunk, LLamaChatGenerateResponseOptions } from 'node-llama-cpp'
import type { SamplingSettings } from '../../shared/domain/samplingSettings'
import type { GenerationEvent, GenerationResult, Prompt } from '../engine'
import type { ChatFormat } from './chatFormat'
import type { Library } from './library'
import type { ModelHost } from './modelHost'

/** Bytes that form no character; a model may write them. They are left out: nobody can read them, and the rest is fine. */
const NO_CHARACTER = /\uFFFD/g

export interface Writing {
  settings: SamplingSettings & { seed: number }
  promptTokens: number
  /** Tokens that fit behind the prompt. */
  room: number
  signal: AbortSignal
  onEvent(event: GenerationEvent): void
  /** `performance.now()` at the call. */
  calledAt: number
}
type Written = Pick<GenerationResult, 'reason' | 'tokens' | 'tokensPerSecond' | 'timeToFirstTokenMs'>

/** Reads what is left of the prompt and writes the reply behind it. An aborted signal is not an error. */
export async function writeReply(
  library: Library,
  host: ModelHost,
  format: ChatFormat,
  prompt: Prompt,
  writing: Writing
): Promise<Written> {
  const { settings, room, signal } = writing
  const meter = new Meter(writing)
  const chat = new library.LlamaChat({ contextSequence: host.sequence, chatWrapper: format.wrapper })
  try {
    const { metadata } = await chat.generateResponse(format.history(prompt), {
      ...sampling(settings),
      maxTokens: Math.min(settings.maxTokens ?? room, room), // so that the library never shifts the context on its own
      signal,
      stopOnAbortSignal: true,
      onResponseChunk: (chunk) => {
        host.useThreads(host.tuning.writingThreads) // the first evaluation still reads: the last piece of the prompt
        meter.take(chunk)
      }
    })
    if (metadata.stopReason === 'abort') return meter.result('stopped')
    if (metadata.stopReason !== 'maxTokens') return meter.result('finished')
    return meter.result(settings.maxTokens !== null && settings.maxTokens <= room ? 'lengthLimit' : 'contextFull')
  } catch (error) {
    if (signal.aborted) return meter.result('stopped') // before the first token the library rejects
    throw error
  } finally {
    chat.dispose({ disposeSequence: false })
  }
}

function sampling(settings: SamplingSettings & { seed: number }): LLamaChatGenerateResponseOptions {
  const { temperature, topK, topP, minP, seed, repeatPenalty } = settings
  return { temperature, topK, topP, minP, seed, repeatPenalty: repeatPenalty === 1 ? false : { penalty: repeatPenalty } }
}

/** Turns the library's chunks into text events and figures. Thoughts are counted, not shown. */
class Meter {
  #tokens = 0
  #reported = 0
  #firstAt: number | null = null
  #lastAt = 0
  /** The library swallows what a callback throws; it is thrown again at the end. */
  #bug: { error: unknown } | null = null

  constructor(private readonly writing: Pick<Writing, 'onEvent' | 'calledAt' | 'promptTokens'>) {}

  take(chunk: LlamaChatResponseChunk): void {
    if (chunk.tokens.length > 0) {
      this.#tokens += chunk.tokens.length
      this.#lastAt = performance.now()
      if (this.#firstAt === null) this.#tellRead()
      this.#firstAt ??= this.#lastAt
    }
    const text = chunk.type === undefined ? chunk.text.replace(NO_CHARACTER, '') : ''
    if (text === '') return
    this.#tell({ kind: 'text', text, tokens: this.#tokens - this.#reported })
    this.#reported = this.#tokens
  }

  #tellRead(): void {
    this.#tell({ kind: 'reading', done: this.writing.promptTokens, total: this.writing.promptTokens })
  }

  #tell(event: GenerationEvent): void {
    try {
      this.writing.onEvent(event)
    } catch (error) {
      this.#bug ??= { error }
    }
  }

  result(reason: Written['reason']): Written {
    if (this.#bug) throw this.#bug.error
    const seconds = this.#firstAt === null ? 0 : (this.#lastAt - this.#firstAt) / 1000
    return {
      reason,
      tokens: this.#tokens,
      tokensPerSecond: seconds > 0 ? (this.#tokens - 1) / seconds : null,
      timeToFirstTokenMs: this.#firstAt === null ? null : this.#firstAt - this.writing.calledAt
    }
  }
}
