import { Mutex } from '../../shared/async/mutex'
import { keptForReply } from '../../shared/domain/promptLimit'
import type { WrittenPiece } from '../../shared/domain/writtenPieces'
import type { SamplingSettings } from '../../shared/domain/samplingSettings'
import { valuesRead, type TemplateValues } from '../../shared/domain/templateVariables'
import { piecesOf } from '../tuning/chunks'
import { EngineFailure } from '../engine'
import type {
  CountTokens,
  EngineMemory,
  FullEngine,
  GenerateOptions,
  GenerationResult,
  LoadedFormat,
  LoadedInfo,
  LoadOptions,
  LoadSpec,
  Prompt,
  PromptRendering,
  ShowPrompt
} from '../engine'
import { MAX_PREFILL_TIMINGS, type EngineTuning, type PrefillTiming } from '../tuning/engineTuning'
import { GenerationMeter } from '../generationMeter'
import { LoopGuard } from '../loopGuard'
import { TextEndings } from '../textEndings'
import { commonLength, MARKS, MESSAGE_END, promptTokens, THOUGHT, THOUGHT_END, VALUES, wordsOf } from './fakeTokens'

/** What the engine is about to do. `prompt` is the one of the generation. */
export type FakeStep =
  | { kind: 'load'; index: number }
  | { kind: 'read'; done: number; total: number; prompt: Prompt }
  | { kind: 'write'; index: number; prompt: Prompt }

export interface FakeOptions {
  /** The reply in the pieces that are written one by one, each one token; a function of the prompt where it matters. */
  reply?: readonly string[] | ((prompt: Prompt) => readonly string[])
  /** What it thinks before every reply, in pieces of one token; a function of the prompt where it matters. */
  thought?: readonly string[] | ((prompt: Prompt) => readonly string[])
  /** Of the model; the load may ask for less. */
  contextSize?: number
  /** The longest context that there is memory for; a fixed one that is longer fails. */
  fittingContextSize?: number
  tokenize?: (text: string) => readonly string[]
  loadSteps?: number
  /** By default one without variables. */
  chatFormat?: LoadedFormat
  /** Whether its template cannot be rendered with these values of its variables. */
  refuses?: (values: TemplateValues) => boolean
  /**
   * Awaited before every step: the only delay there is. Throw an EngineFailure to fail there; never resolve to hang there without looking
   * at the signal, as a native call would. Without it every step lets other work go first.
   */
  step?: (step: FakeStep) => Promise<void>
}

type UsedSettings = 'maxTokens' | 'loopGuard' | 'stopTexts' | 'thinking' | 'thinkingBudget'
type UsedNow = Pick<SamplingSettings, UsedSettings> & Partial<Pick<SamplingSettings, 'showSpecialTokens'>>
type Guards = Record<Piece['kind'], LoopGuard>
type WriteOptions = GenerateOptions & {
  meter: GenerationMeter
  guards: Guards | null
  stops: TextEndings
  isWhole: boolean
  budget: number
}

interface Piece {
  kind: 'thought' | 'text'
  text: string
}

const SAFE: EngineTuning = { offloads: false, readingThreads: 1, flashAttention: false, chunks: [{ from: 0, size: 16 }] }
const MEMORY = 100_000_000 // bytes
const letOthersGoFirst = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A scripted engine: the same calls give the same events, whatever the computer. Tokens are words. */
export class FakeEngine implements FullEngine {
  readonly #options: Required<FakeOptions>
  #loaded: { contextSize: number; tuning: EngineTuning } | null = null
  #known: readonly string[] = []
  readonly #mutex = new Mutex()

  constructor(options: FakeOptions = {}) {
    this.#options = {
      reply: ['Hello', ' there', '.'],
      thought: [],
      contextSize: 4096,
      fittingContextSize: Infinity,
      tokenize: wordsOf,
      loadSteps: 4,
      chatFormat: { name: 'template', fault: null, templateVariables: [] },
      refuses: () => false,
      step: letOthersGoFirst,
      ...options
    }
  }

  load(spec: LoadSpec, options: LoadOptions): Promise<LoadedInfo> {
    return this.#mutex.run(async () => {
      if (this.#loaded) throw new Error('An engine loads one model')
      const { loadSteps, step } = this.#options
      for (let index = 0; index < loadSteps; index++) {
        await step({ kind: 'load', index })
        options.onProgress((index + 1) / loadSteps)
      }
      const { isContextFixed = false, maxContextSizeInRam = Infinity } = spec
      if (isContextFixed && Math.min(spec.maxContextSize, this.#options.contextSize) > this.#options.fittingContextSize) {
        throw new EngineFailure('insufficientMemory', `a context of ${spec.maxContextSize} tokens does not fit`)
      }
      this.#loaded = {
        contextSize: Math.min(spec.maxContextSize, isContextFixed ? Infinity : maxContextSizeInRam, this.#options.contextSize),
        tuning: spec.tuning?.offloads === false ? spec.tuning : SAFE
      }
      const { chatFormat } = this.#options
      return { ...this.#loaded, chatFormat, offload: { backend: 'cpu', gpuLayers: 0, totalLayers: 30, deviceName: null } }
    })
  }

  measureMemory(): Promise<EngineMemory> {
    return Promise.resolve({ residentBytes: MEMORY, graphicsFreeBytes: null })
  }

  abilities(): { count: CountTokens; show: ShowPrompt } {
    return {
      count: (prompt, rendering) =>
        Promise.resolve().then(() => {
          const tokens = this.#tokens(prompt, rendering)
          return {
            tokens: tokens.length,
            limit: this.#model().contextSize,
            texts: prompt.map(
              ({ text, thought }) => this.#options.tokenize(text).length + (thought ? this.#options.tokenize(thought.text).length : 0)
            ),
            reused: Math.min(commonLength(this.#known, tokens), tokens.length - 1)
          }
        }),
      show: (prompt, rendering) =>
        Promise.resolve().then(() => {
          this.#model()
          return shownPieces(this.#tokens(prompt, rendering))
        })
    }
  }

  generate(prompt: Prompt, settings: UsedNow & PromptRendering, options: GenerateOptions): Promise<GenerationResult> {
    const calledAt = performance.now()
    const { maxTokens, loopGuard, stopTexts, thinking, thinkingBudget, showSpecialTokens = false } = settings
    return this.#mutex.run(async () => {
      const { contextSize } = this.#model()
      const tokens = this.#tokens(prompt, settings)
      const room = contextSize - tokens.length
      if (room < (options.keepsRoom ? Math.max(1, keptForReply(contextSize, maxTokens)) : 1)) {
        throw new EngineFailure('contextFull', 'the prompt fills the context', { tokens: tokens.length, limit: contextSize })
      }
      const reused = Math.min(commonLength(this.#known, tokens), tokens.length - 1)
      const meter = new GenerationMeter(calledAt, () => performance.now())
      const prefillTimings = await this.#read(prompt, tokens, reused, options)
      meter.setPrompt(this.#known.length, reused)
      const limit = Math.min(maxTokens ?? room, room)
      const pieces = this.#pieces(prompt)
      const guards = { text: new LoopGuard(), thought: new LoopGuard() }
      const stops = new TextEndings(stopTexts)
      await this.#write(prompt, pieces.slice(0, limit), {
        ...options,
        meter,
        guards: loopGuard ? guards : null,
        stops,
        isWhole: pieces.length <= limit,
        budget: thinking === 'off' ? 0 : (thinkingBudget ?? Infinity)
      })
      const isFinished = !options.signal.aborted && !isLoop(guards) && (pieces.length <= limit || stops.hasEnded)
      const written = showSpecialTokens ? shownPieces([...this.#known.slice(tokens.length), ...(isFinished ? ['<end>'] : [])]) : null
      const { tokens: count, promptEvaluated: read } = meter.figures
      const threads = { reading: read > 0 ? [{ threads: 1, tokens: read }] : [], writing: count > 0 ? [{ threads: 1, tokens: count }] : [] }
      const result = { ...meter.figures, prefillTimings, repeatsFrom: null, written, threads }
      if (options.signal.aborted) return { ...result, reason: 'stopped' }
      if (isLoop(guards) && !stops.hasEnded) return { ...result, reason: 'repeats', repeatsFrom: guards.text.repeatsFrom }
      if (pieces.length <= limit || stops.hasEnded) return { ...result, reason: 'finished' }
      return { ...result, reason: maxTokens !== null && maxTokens <= room ? 'lengthLimit' : 'contextFull' }
    })
  }

  async #read(prompt: Prompt, tokens: readonly string[], reused: number, options: GenerateOptions): Promise<PrefillTiming[]> {
    const { chunks } = this.#model().tuning
    const total = tokens.length
    const timings: PrefillTiming[] = []
    this.#known = tokens.slice(0, reused)
    options.onEvent({ kind: 'reading', done: reused, total })
    for (const { at, end, whole } of piecesOf(chunks, reused, total)) {
      if (options.signal.aborted) break
      await this.#options.step({ kind: 'read', done: at, total, prompt })
      // 1 ms a token. As in llama.cpp, the last piece is evaluated together with the first token of the reply and is not timed.
      const isTimed = whole !== null && end < total && timings.length < MAX_PREFILL_TIMINGS
      if (isTimed) timings.push({ at, size: whole, ms: whole })
      this.#known = tokens.slice(0, end)
      options.onEvent({ kind: 'reading', done: end, total })
    }
    return timings
  }

  async #write(prompt: Prompt, pieces: readonly Piece[], options: WriteOptions): Promise<void> {
    const { guards, stops } = options
    const send = (kind: Piece['kind'], text: string): void => {
      if (text === '') return
      options.onEvent({ kind, text, figures: options.meter.figures })
      guards?.[kind].add(text)
    }
    let isThinking = prompt.at(-1)?.thought?.isOpen ?? false
    for (const [index, { kind, text }] of pieces.entries()) {
      if (options.signal.aborted || stops.hasEnded || (guards && isLoop(guards))) break
      const isOver = options.endThought?.aborted === true || options.meter.figures.thoughtTokens >= options.budget
      if (kind === 'thought' && isOver) continue
      await this.#options.step({ kind: 'write', index, prompt })
      if (options.signal.aborted) break
      options.meter.wrote(kind)
      const mark = isThinking === (kind === 'thought') ? [] : [isThinking ? THOUGHT_END : THOUGHT]
      isThinking = kind === 'thought'
      this.#known = [...this.#known, ...mark, ...this.#options.tokenize(text)]
      send(kind, kind === 'text' ? stops.add(text) : text)
    }
    if (options.isWhole && !options.signal.aborted && !(guards && isLoop(guards))) send('text', stops.rest())
  }

  /** What is still to be thought and written: a thought or a reply that was begun is continued where it ends. */
  #pieces(prompt: Prompt): readonly Piece[] {
    const { reply, thought } = this.#options
    const last = prompt.at(-1)
    const begun = last?.role === 'assistant' ? last : null
    const asked = begun ? prompt.slice(0, -1) : prompt
    const thoughts = typeof thought === 'function' ? thought(asked) : thought
    const isThoughtOver = begun !== null && (begun.text !== '' || begun.thought?.isOpen === false)
    return [
      ...(isThoughtOver ? [] : piecesBehind(thoughts, begun?.thought?.text ?? '').map((text): Piece => ({ kind: 'thought', text }))),
      ...piecesBehind(typeof reply === 'function' ? reply(asked) : reply, begun?.text ?? '').map((text): Piece => ({ kind: 'text', text }))
    ]
  }

  /** The values for the template's variables stand in front of the messages. */
  #tokens(prompt: Prompt, rendering?: PromptRendering): string[] {
    const { tokenize, chatFormat, refuses } = this.#options
    const values = valuesRead(rendering?.templateVariables, chatFormat.templateVariables)
    if (values && refuses(values)) throw new EngineFailure('template', 'refused as told')
    const given = Object.entries(values ?? {}).flatMap(([name, typed]) => tokenize(`${name}=${typed.trim()}`))
    return [...(given.length > 0 ? [VALUES, ...given, MESSAGE_END] : []), ...promptTokens(prompt, tokenize)]
  }

  #model(): { contextSize: number; tuning: EngineTuning } {
    if (!this.#loaded) throw new EngineFailure('notLoaded', 'no model is loaded')
    return this.#loaded
  }
}

const isLoop = ({ text, thought }: Guards): boolean => text.repeatsFrom !== null || thought.repeatsFrom !== null

const shownPieces = (tokens: readonly string[]): WrittenPiece[] => tokens.map((text) => ({ text, isMark: MARKS.has(text) }))

/** Without what they begin with; all of them where they do not begin so. */
function piecesBehind(pieces: readonly string[], begun: string): readonly string[] {
  if (!pieces.join('').startsWith(begun)) return pieces
  let skip = begun.length
  const rest: string[] = []
  for (const piece of pieces) {
    if (piece.length > skip) rest.push(piece.slice(skip))
    skip = Math.max(0, skip - piece.length)
  }
  return rest
}
