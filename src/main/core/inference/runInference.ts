import {
  EngineFailure,
  type GenerateOptions,
  type GenerationEvent,
  type GenerationFigures,
  type GenerationResult,
  type Prompt,
  type SeededSampling
} from '../../../engine/engine'
import type { AppError } from '../../../shared/contract/appError'
import type { ModelId } from '../../../shared/domain/ids'
import type { EndReason } from '../../../shared/domain/message'
import type { GenerationSettings } from '../../../shared/domain/generationSettings'
import { orAborted } from '../async/aborted'
import type { Log } from '../errors/log'
import { logFailure } from '../errors/logFailure'
import type { EngineLease, EngineProvider, ModelInfo, ReadyEngine } from './engineProvider'
import type { JobSignals } from './scheduler'

/** A prompt that nobody has counted: the engine reads it only where it leaves the room that is kept for a reply. `otherwise`: what it reads then. */
interface Uncounted {
  readonly prompt: Prompt
  readonly otherwise: () => Promise<Prompt | null>
}

/** What is to be generated. `prompt` and `sampling` may depend on the model, which is known only once an engine is leased. */
export interface InferenceRequest {
  /** Null: the model in use. */
  readonly model: ModelId | null
  readonly sampling: GenerationSettings | ((model: ModelInfo) => GenerationSettings | Promise<GenerationSettings>)
  /** Resolves with null when there is nothing to generate after all. */
  readonly prompt: Prompt | ((engine: ReadyEngine, sampling: SeededSampling) => Promise<Prompt | Uncounted | null>)
  readonly signals: JobSignals
  /** `EngineProvider.failedLoads` when this was asked for, which may be long before its turn. */
  readonly failedLoadsBefore: number
}

/** Receives the progress of an inference. Not called after `signals.stop` was aborted. */
export interface InferenceSink {
  /** There is no engine yet. */
  onWaitingForEngine(): void
  /** Prompt tokens in the KV cache, of all. */
  onPrefill(done: number, total: number): void
  /** To append to what the model thinks, which is no part of the text. `written`: so far. */
  onThought(text: string, written: GenerationFigures): void
  /** Text to append. `written`: so far, thoughts included. */
  onText(text: string, written: GenerationFigures): void
}

export type InferenceEnd =
  /** `repeatsFrom`: in the text of this generation; null where nothing of it repeats. */
  | { readonly kind: 'complete'; readonly reason: EndReason; readonly repeatsFrom: number | null }
  | { readonly kind: 'stopped' }
  /** There was no prompt. */
  | { readonly kind: 'nothingToDo' }
  | { readonly kind: 'failed'; readonly error: AppError }

export interface InferenceResult {
  readonly end: InferenceEnd
  /** Null when no engine was leased. `figures`: null when the engine did not come to generate. */
  readonly used: {
    readonly sampling: SeededSampling
    readonly figures: GenerationFigures | null
    /** As in the engine's result, both; null where that never came. */
    readonly written: GenerationResult['written']
    readonly threads: GenerationResult['threads']
  } | null
}

export interface InferencePorts {
  engines: EngineProvider
  /** A random whole number of 32 bits. */
  drawSeed: () => number
  log: Log
}

/**
 * Leases an engine, generates, and ends the lease: the engine is idle or gone afterwards. Knows of no conversation. Never rejects.
 */
export async function runInference(request: InferenceRequest, sink: InferenceSink, ports: InferencePorts): Promise<InferenceResult> {
  const { stop } = request.signals
  try {
    if (!isReady(ports.engines, request.model)) sink.onWaitingForEngine()
    const lease = await ports.engines.acquire(request.model, stop, request.failedLoadsBefore)
    return lease ? await runOn(lease, request, sink, ports) : { end: { kind: 'stopped' }, used: null }
  } catch (thrown) {
    return { end: failure(thrown, stop, ports.log), used: null }
  }
}

const isReady = ({ ready }: EngineProvider, model: ModelId | null): boolean =>
  ready !== null && (model === null || ready.model.id === model)

// The lease ends whatever happens. Only a result of the engine itself shows that it works: after Stop it may as well have exited.
async function runOn(lease: EngineLease, request: InferenceRequest, sink: InferenceSink, ports: InferencePorts): Promise<InferenceResult> {
  const { stop, giveUp } = request.signals
  const told: Told = { written: null, result: null }
  let isIdle = true
  try {
    const settings = typeof request.sampling === 'function' ? await request.sampling(lease) : request.sampling
    const sampling = { ...settings, seed: settings.seed ?? ports.drawSeed() }
    const generated = generate(lease, sampling, { ...request, told, sink })
    const ended = generated.catch((thrown: unknown) => failure(thrown, stop, ports.log))
    const outcome = await orAborted(ended, giveUp)
    isIdle = outcome !== null
    return {
      end: outcome ?? { kind: 'stopped' },
      used: {
        sampling,
        figures: figuresOf(told, stop.aborted),
        written: told.result?.written ?? null,
        threads: told.result?.threads ?? null
      }
    }
  } finally {
    if (isIdle) lease.release(told.result !== null)
    else lease.discard()
  }
}

async function generate(
  lease: EngineLease,
  sampling: SeededSampling,
  { prompt, signals: { stop, answer }, told, sink }: InferenceRequest & { told: Told; sink: InferenceSink }
): Promise<InferenceEnd> {
  const resolved = typeof prompt === 'function' ? await prompt(lease, sampling) : prompt
  if (stop.aborted) return { kind: 'stopped' }
  if (resolved === null) return { kind: 'nothingToDo' }
  const options = {
    signal: stop,
    endThought: answer,
    onEvent: (event: GenerationEvent): void => {
      if (stop.aborted) return // what is generated until the engine sees the signal is no part of the result
      if (event.kind === 'reading') {
        sink.onPrefill(event.done, event.total)
      } else {
        told.written = event.figures
        if (event.kind === 'thought') sink.onThought(event.text, event.figures)
        else sink.onText(event.text, event.figures)
      }
    }
  }
  const result = await generateWhatFits(lease, resolved, sampling, options)
  if (result === null) return { kind: stop.aborted ? 'stopped' : 'nothingToDo' }
  told.result = result
  const { reason, repeatsFrom } = result
  return stop.aborted || reason === 'stopped' ? { kind: 'stopped' } : { kind: 'complete', reason, repeatsFrom }
}

/** Null where the engine refused a prompt for its length, and there is no other. */
async function generateWhatFits(
  { engine }: EngineLease,
  resolved: Prompt | Uncounted,
  sampling: SeededSampling,
  options: GenerateOptions
): Promise<GenerationResult | null> {
  if (!('otherwise' in resolved)) return engine.generate(resolved, sampling, options)
  try {
    return await engine.generate(resolved.prompt, sampling, { ...options, keepsRoom: true })
  } catch (thrown) {
    if (!(thrown instanceof EngineFailure) || thrown.code !== 'contextFull') throw thrown
  }
  const fitting = options.signal.aborted ? null : await resolved.otherwise()
  return fitting === null || options.signal.aborted ? null : engine.generate(fitting, sampling, options)
}

/** The engine's figures: those of the last text or thought that was let through, and those of the result, which never comes when the engine exits. */
interface Told {
  written: GenerationFigures | null
  result: GenerationResult | null
}

/** `isCut`: stopped; then only the tokens that arrived before it count, whatever the engine wrote until it saw the signal. */
function figuresOf({ written, result }: Told, isCut: boolean): GenerationFigures | null {
  if (!result || (isCut && written)) return written
  return isCut ? { ...result, tokens: 0, thoughtTokens: 0, thoughtMs: null, tokensPerSecond: null, timeToFirstTokenMs: null } : result
}

// A failure after Stop is logged and not shown: the reply is stopped, as was asked.
function failure(thrown: unknown, stop: AbortSignal, log: Log): InferenceEnd {
  const error = logFailure(thrown, log, { bug: 'While generating', expected: 'A generation failed' })
  return stop.aborted ? { kind: 'stopped' } : { kind: 'failed', error }
}
