import type { ChatFormatName, GpuOffload, GraphicsBackend, TemplateFault } from '../shared/domain/model'
import type { GenerationSettings } from '../shared/domain/generationSettings'
import type { TemplateVariable } from '../shared/domain/templateVariables'
import type { EndReason } from '../shared/domain/message'
import type { ThreadUse } from '../shared/domain/threadUse'
import type { WrittenPiece } from '../shared/domain/writtenPieces'
import type { EngineFailureCode } from './engineFailureCode'
import type { EngineTuning, PrefillTiming } from './tuning/engineTuning'

/** What a model thought before it answered. */
interface PromptThought {
  readonly text: string
  /** It was ended in mid-thought; the message then has no text, and the model goes on thinking. */
  readonly isOpen: boolean
}

/** What the model reads. Ends with the person's message for a new reply, or with the assistant's partial text to continue it. */
export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant'
  readonly text: string
  /** Only of the assistant's partial message that is continued: the thoughts of earlier replies are never read again. */
  readonly thought?: PromptThought | undefined
}
export type Prompt = readonly PromptMessage[]

export interface LoadSpec {
  /** Absolute path of a GGUF file. */
  readonly path: string
  readonly gpu: 'auto' | 'off'
  /** The context is the model's trained one, at most this many tokens. */
  readonly maxContextSize: number
  /** The same for a model of which nothing is on a graphics card: its KV cache is in RAM. */
  readonly maxContextSizeInRam?: number | undefined
  /**
   * The context has `maxContextSize` tokens, or the trained ones where those are fewer, and never less: where they do not fit into the memory
   * without swapping, the load fails with `insufficientMemory`.
   */
  readonly isContextFixed?: boolean | undefined
  /** Layers on the graphics card; left out: as many as fit. */
  readonly gpuLayers?: number | undefined
  /** Name of a graphics card that is not to be used for this model. */
  readonly avoidCard?: string | undefined
  /** For this model on this computer; one measured on another kind of device is not used. Null: values that are safe on any computer. */
  readonly tuning: EngineTuning | null
}

export interface LoadedInfo {
  readonly contextSize: number
  readonly offload: GpuOffload
  readonly tuning: EngineTuning
  readonly chatFormat: LoadedFormat
  /** Set when the model is on the CPU because a graphics card failed. */
  readonly graphicsFailure?: GraphicsFailure | undefined
}

/**
 * `fault` is set where the template of the model's file is not used. `detail` is technical and goes to the log. `templateVariables`: those that
 * the template reads and that a generation may give values for.
 */
export interface LoadedFormat {
  readonly name: ChatFormatName
  readonly templateVariables: readonly TemplateVariable[]
  readonly fault: { readonly kind: TemplateFault; readonly detail: string } | null
}

/** What a model is loaded onto. `name` null: a graphics card is being looked for, and which one there is is not known yet. */
export interface GraphicsCard {
  readonly name: string | null
  readonly backend: GraphicsBackend | null
}

/** `fault`: the driver or the card. `detail` is technical and goes to the log. */
export interface GraphicsFailure {
  readonly card: GraphicsCard
  readonly because: 'fault' | 'memory'
  readonly detail: string
}

export interface LoadOptions {
  /** From 0 to 1. */
  readonly onProgress: (progress: number) => void
  /** The card in use from then on; null: none. When the engine dies after it, that card may be the cause. */
  readonly onGraphicsCard?: ((card: GraphicsCard | null) => void) | undefined
}

export interface EngineMemory {
  /** RAM of the engine's process, pages of the model file among it. */
  readonly residentBytes: number
  /** Null where no model is on a graphics card. */
  readonly graphicsFreeBytes: number | null
}

/** Of one generation, up to some moment. Null where there was nothing to measure. */
export interface GenerationFigures {
  /** Tokens written, thoughts included. */
  readonly tokens: number
  /** Those of thoughts among them, with the marks around them. */
  readonly thoughtTokens: number
  /** From the first token to the last one of the thoughts. */
  readonly thoughtMs: number | null
  /** From the first token to the last one. */
  readonly tokensPerSecond: number | null
  /** From the call to the first token. */
  readonly timeToFirstTokenMs: number | null
  /** Prompt tokens evaluated for this generation, and those that were in the KV cache before. */
  readonly promptEvaluated: number
  readonly promptReused: number
}

/**
 * `reading`: prompt tokens in the KV cache, of all; the first event tells the prefix hit. `text`: never empty, never half a character,
 * in order; bytes that form no character are left out. `thought`: the same for what the model thinks before it answers, which is no part
 * of the text. `figures`: up to this text.
 */
export type GenerationEvent =
  | { readonly kind: 'reading'; readonly done: number; readonly total: number }
  | { readonly kind: 'thought'; readonly text: string; readonly figures: GenerationFigures }
  | { readonly kind: 'text'; readonly text: string; readonly figures: GenerationFigures }

export interface GenerationResult extends GenerationFigures {
  /** `stopped`: the signal was aborted. `contextFull`: no room was left to write on. `repeats`: the loop guard ended it. */
  readonly reason: EndReason | 'stopped'
  /**
   * Of `repeats`: where the part begins that only repeats what stands before it, in UTF-16 units of the text of this generation. Null where
   * no text does: with every other reason, and when it was the thoughts that repeated themselves.
   */
  readonly repeatsFrom: number | null
  /** What was written, from the first token to the one that ended it; null where `showSpecialTokens` is off. */
  readonly written: readonly WrittenPiece[] | null
  /**
   * Of the whole chunks that were evaluated for this generation, in their order; the first MAX_PREFILL_TIMINGS at most. Empty from an
   * engine that does not measure.
   */
  readonly prefillTimings: readonly PrefillTiming[]
  /** Null from an engine that does not know. */
  readonly threads: ThreadUse | null
}

/** An expected failure of an engine. `detail` is technical and goes to the log. `counts` comes with `contextFull`, as the engine counts. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure'
  constructor(
    readonly code: EngineFailureCode,
    readonly detail: string,
    readonly counts?: { tokens: number; limit: number }
  ) {
    super(`${code}: ${detail}`)
  }
}

/**
 * `tokens`: exactly those of a prompt in its chat template. `limit`: that prompt and reply may have together; a prompt is generated from where
 * it has fewer. `texts`: of the tokens those of each message's text, in their order; the rest is what the template writes. `reused`: those at
 * its beginning that are in the KV cache at this moment.
 */
export interface TokenCounts {
  readonly tokens: number
  readonly limit: number
  readonly texts: readonly number[]
  readonly reused: number
}

/** May run beside a generation. */
export type CountTokens = (prompt: Prompt, rendering?: PromptRendering) => Promise<TokenCounts>

/**
 * The settings that decide what a prompt becomes; where they are left out, the model thinks as its template has it. A value for a variable that
 * the template does not read changes nothing.
 */
export type PromptRendering = Pick<GenerationSettings, 'thinking' | 'templateVariables'>

/** A prompt in its chat template, from the first token to the last. May run beside a generation. */
export type ShowPrompt = (prompt: Prompt, rendering?: PromptRendering) => Promise<readonly WrittenPiece[]>

/** What an engine can do besides generating; null: it cannot. */
interface Abilities {
  readonly count: CountTokens | null
  readonly show: ShowPrompt | null
}

/** What a generation is sampled with: its seed is chosen before it begins, so that it can be stored with the reply. */
export type SeededSampling = GenerationSettings & { readonly seed: number }

export interface GenerateOptions {
  readonly signal: AbortSignal
  /** Aborted: a thought that is open, or that opens later, is closed where it is, and the answer begins. */
  readonly endThought?: AbortSignal | undefined
  /**
   * Refuses with `contextFull`, before anything is read, a prompt of more tokens than `promptLimit` lets it have: one that was not counted before.
   * Left out: one with room for a single token of a reply is read.
   */
  readonly keepsRoom?: boolean | undefined
  readonly onEvent: (event: GenerationEvent) => void
  /** How often what shows the reply is told of it; the engine slows it down where drawing takes from what it computes with. */
  readonly pace?: DrawingPace | undefined
}

/** Milliseconds, by performance.now(). */
export interface DrawingPace {
  /** Between two updates, at least. */
  between: number
  /** When the newest update was sent; -Infinity before the first. */
  readonly sentAt: number
}

/** Generates with a model that is loaded: plain data in, plain events out. One generation at a time. */
export interface InferenceEngine {
  abilities(): Abilities
  /**
   * Evaluates the part of the prompt that is not in the KV cache, then writes. What was begun in the prompt is no part of what the loop
   * guard watches. Aborting `signal` is not an error: it resolves with
   * `stopped`. Rejects with EngineFailure (`contextFull`, `notLoaded`, `structure`, `template`, `failed`).
   */
  generate(prompt: Prompt, settings: SeededSampling, options: GenerateOptions): Promise<GenerationResult>
}

/** Loads its model itself, once. A load is cancelled by ending the engine's process. */
export interface Engine extends InferenceEngine {
  /** Rejects with EngineFailure. */
  load(spec: LoadSpec, options: LoadOptions): Promise<LoadedInfo>
  /** Of this moment. May run beside a generation. */
  measureMemory(): Promise<EngineMemory>
}

/** An engine with every ability, as Hearth's own engine process is. */
export interface FullEngine extends Engine {
  abilities(): { readonly [Name in keyof Abilities]: NonNullable<Abilities[Name]> }
}
