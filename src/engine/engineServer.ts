import * as z from 'zod'
import { assertNever } from '../shared/assertNever'
import { EngineFailure, type FullEngine } from './engine'
import { EventPacing } from './eventPacing'
import { toEngine, type FromEngine, type ToEngine } from './protocol'

/** Progress is told in steps of one per cent: more would only be traffic. */
const PROGRESS_STEP = 0.01

const BETWEEN_SIGNS_OF_LIFE = 4_000 // ms

type Request = Exclude<ToEngine, { kind: 'abort' | 'endThought' }>

interface Running {
  readonly abort: AbortController
  readonly endThought: AbortController
}

/** Serves one engine over messages: every request gets exactly one result or failure, with its id, after its events. */
export class EngineServer {
  readonly #running = new Map<number, Running>()

  constructor(
    private readonly engine: FullEngine,
    private readonly send: (message: FromEngine) => void
  ) {}

  /** Says that requests may come, and from then on that the process lives. Native work runs on other threads and does not hold that up. */
  start(): void {
    this.send({ kind: 'listening' })
    setInterval(() => this.send({ kind: 'alive' }), BETWEEN_SIGNS_OF_LIFE).unref()
  }

  /** Throws where the message is none of the protocol: a bug on the other side. */
  receive(message: unknown): void {
    const parsed = toEngine.safeParse(message)
    if (!parsed.success) throw new Error(`Not a message of the protocol: ${z.prettifyError(parsed.error)}`)
    if (parsed.data.kind === 'abort') this.#running.get(parsed.data.id)?.abort.abort()
    else if (parsed.data.kind === 'endThought') this.#running.get(parsed.data.id)?.endThought.abort()
    else void this.#serve(parsed.data)
  }

  async #serve(request: Request): Promise<void> {
    const { id } = request
    const running: Running = { abort: new AbortController(), endThought: new AbortController() }
    this.#running.set(id, running)
    try {
      const value = await this.#perform(request, running)
      this.send({ kind: 'result', id, value })
    } catch (error) {
      this.send(failureMessage(id, error))
    } finally {
      this.#running.delete(id)
    }
  }

  async #perform(request: Request, running: Running): Promise<unknown> {
    const { id } = request
    switch (request.kind) {
      case 'load':
        return this.engine.load(request.spec, {
          onProgress: inSteps((progress) => this.send({ kind: 'progress', id, progress })),
          onGraphicsCard: (card) => this.send({ kind: 'graphicsCard', id, card })
        })
      case 'measureMemory':
        return this.engine.measureMemory()
      case 'count':
        return this.engine.abilities().count(request.prompt, request.rendering)
      case 'show':
        return this.engine.abilities().show(request.prompt, request.rendering)
      case 'generate':
        return this.#generate(request, running)
      default:
        return assertNever(request)
    }
  }

  async #generate(
    { id, prompt, settings, keepsRoom }: Extract<Request, { kind: 'generate' }>,
    { abort, endThought }: Running
  ): Promise<unknown> {
    const pacing = new EventPacing((event) => this.send({ kind: 'event', id, event }))
    try {
      const options = { signal: abort.signal, endThought: endThought.signal, keepsRoom }
      return await this.engine.generate(prompt, settings, { ...options, onEvent: (event) => pacing.add(event), pace: pacing })
    } finally {
      pacing.flush() // before the result
    }
  }
}

function inSteps(tell: (progress: number) => void): (progress: number) => void {
  let told = 0
  return (progress) => {
    const now = Math.min(1, Math.max(0, progress))
    if (now - told < PROGRESS_STEP && !(now === 1 && told < 1)) return
    told = now
    tell(now)
  }
}

function failureMessage(id: number, error: unknown): FromEngine {
  if (error instanceof EngineFailure) {
    const { code, detail, counts } = error
    return { kind: 'failure', id, code, detail, ...(counts && { counts }) }
  }
  return { kind: 'failure', id, code: null, detail: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
