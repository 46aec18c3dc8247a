import {
  EngineFailure,
  type CountTokens,
  type EngineMemory,
  type FullEngine,
  type GenerateOptions,
  type GenerationEvent,
  type LoadedInfo,
  type LoadOptions,
  type LoadSpec,
  type Prompt,
  type PromptRendering,
  type SeededSampling,
  type ShowPrompt
} from '../../engine/engine'
import { results, fromEngine, type FromEngine, type ToEngine } from '../../engine/protocol'
import { assertNever } from '../../shared/assertNever'
import { EngineLost, type EngineExit } from '../core/errors/engineLost'
import type { EngineLauncher, LaunchedEngine } from '../core/models/engineLauncher'
import type { Log } from '../core/errors/log'
import type { EngineProcess, StartEngineProcess } from './engineProcess'

interface Pending {
  resolve: (value: unknown) => void
  reject: (error: Error) => void
  onProgress?: LoadOptions['onProgress']
  onGraphicsCard?: LoadOptions['onGraphicsCard']
  onEvent?: (event: GenerationEvent) => void
}
type Request = Exclude<ToEngine, { kind: 'abort' | 'endThought' }>
type RequestBody = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never

/** The Engine port over a process: sends requests with ids, receives their events and one result or failure for each. */
export class EngineClient implements LaunchedEngine, FullEngine {
  readonly exited: Promise<EngineExit>
  readonly #process: EngineProcess
  readonly #log: Log
  readonly #pending = new Map<number, Pending>()
  #unsent: ToEngine[] | null = [] // until the process listens: an earlier message may be lost
  #exit: EngineExit | null = null
  #lastId = 0
  #isEnded = false
  readonly #signListeners = new Set<(isAnswer: boolean) => void>()

  constructor(process: EngineProcess, log: Log) {
    this.#process = process
    this.#log = log
    process.onMessage((message) => this.#receive(message))
    this.exited = new Promise((resolve) => {
      process.onExit((happened) => {
        const exit = this.#isEnded ? { ...happened, isRequested: true } : happened
        this.#exit = exit
        const lost = new EngineLost(exit)
        for (const pending of this.#pending.values()) pending.reject(lost)
        this.#pending.clear()
        resolve(exit)
      })
    })
  }

  async load(spec: LoadSpec, options: LoadOptions): Promise<LoadedInfo> {
    return results.load.parse(await this.#request({ kind: 'load', spec: { ...spec } }, { ...options }))
  }

  async measureMemory(): Promise<EngineMemory> {
    return results.measureMemory.parse(await this.#request({ kind: 'measureMemory' }))
  }

  abilities(): { count: CountTokens; show: ShowPrompt } {
    return {
      count: async (prompt, rendering) =>
        results.count.parse(await this.#request({ kind: 'count', prompt: [...prompt], rendering: renderingOf(rendering) })),
      show: async (prompt, rendering) =>
        results.show.parse(await this.#request({ kind: 'show', prompt: [...prompt], rendering: renderingOf(rendering) }))
    }
  }

  async generate(
    prompt: Prompt,
    settings: SeededSampling,
    { signal, endThought, keepsRoom, onEvent }: GenerateOptions
  ): ReturnType<LaunchedEngine['generate']> {
    const listeners = { onEvent, signal, endThought }
    return results.generate.parse(await this.#request({ kind: 'generate', prompt: [...prompt], settings, keepsRoom }, listeners))
  }

  onSignOfLife(listener: (isAnswer: boolean) => void): () => void {
    const own = (isAnswer: boolean): void => listener(isAnswer)
    this.#signListeners.add(own)
    return () => void this.#signListeners.delete(own)
  }

  async end(): Promise<void> {
    this.#isEnded = true
    if (!this.#exit) this.#process.kill()
    await this.exited
  }

  #request(
    body: RequestBody,
    { signal, endThought, ...listeners }: Omit<Pending, 'resolve' | 'reject'> & Partial<Pick<GenerateOptions, 'signal' | 'endThought'>> = {}
  ): Promise<unknown> {
    if (this.#exit) return Promise.reject(new EngineLost(this.#exit))
    const id = ++this.#lastId
    const ended = new AbortController() // takes the listeners away
    const follow = (followed: AbortSignal | undefined, kind: 'abort' | 'endThought'): void => {
      const tell = (): void => this.#send({ kind, id })
      if (followed?.aborted) tell()
      else followed?.addEventListener('abort', tell, { once: true, signal: ended.signal })
    }
    const result = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, ...listeners })
      this.#send({ ...body, id })
      follow(signal, 'abort')
      follow(endThought, 'endThought')
    })
    return result.finally(() => ended.abort())
  }

  #send(message: ToEngine): void {
    if (this.#exit) return
    if (this.#unsent) this.#unsent.push(message)
    else this.#process.send(message)
  }

  #receive(raw: unknown): void {
    const parsed = fromEngine.safeParse(raw)
    for (const listener of [...this.#signListeners]) listener(parsed.data?.kind !== 'alive')
    if (!parsed.success) {
      this.#log.error('A message from the engine that is not of the protocol', parsed.error)
      return
    }
    this.#dispatch(parsed.data)
  }

  #dispatch(message: FromEngine): void {
    switch (message.kind) {
      case 'listening': {
        const waiting = this.#unsent ?? []
        this.#unsent = null
        for (const unsent of waiting) this.#process.send(unsent)
        return
      }
      case 'alive':
        return
      case 'progress':
        this.#pending.get(message.id)?.onProgress?.(message.progress)
        return
      case 'graphicsCard':
        this.#pending.get(message.id)?.onGraphicsCard?.(message.card)
        return
      case 'event':
        this.#pending.get(message.id)?.onEvent?.(message.event)
        return
      case 'result':
        this.#settle(message.id)?.resolve(message.value)
        return
      case 'failure':
        this.#settle(message.id)?.reject(
          message.code ? new EngineFailure(message.code, message.detail, message.counts) : new Error(`In the engine: ${message.detail}`)
        )
        return
      default:
        assertNever(message)
    }
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    return pending
  }
}

/** Of settings, which have more than decides what a prompt becomes. */
const renderingOf = ({ thinking, templateVariables }: PromptRendering = { thinking: 'automatic' }): PromptRendering => ({
  thinking,
  ...(templateVariables && { templateVariables })
})

/** Starts one process for each launch. */
export function engineLauncher(start: StartEngineProcess, log: Log): EngineLauncher {
  return { launch: () => new EngineClient(start(), log) }
}
