import type { Engine, EngineMemory, GraphicsCard, GraphicsFailure, LoadedInfo, LoadSpec } from '../../../engine/engine'
import { EngineLost, type EngineExit } from '../errors/engineLost'
import type { EngineLauncher, LaunchedEngine } from '../models/engineLauncher'

/** A graphics card of the computer that engines are launched on. */
export interface FakeGraphics {
  /** What a load onto it says. */
  offload?: LoadedInfo['offload']
  /** Told while a model is loaded onto it. */
  card?: GraphicsCard
  /** What keeps models off it. */
  failure?: GraphicsFailure
  freeBytes?: number
}

/** Engines of the test's own process that can die. */
export class FakeLauncher implements EngineLauncher {
  readonly launched: FakeProcess[] = []
  readonly #make: () => Engine
  graphics: FakeGraphics = {}
  /** Whether engines launched from now on never end. */
  isStuck = false

  set offload(offload: LoadedInfo['offload']) {
    this.graphics = { offload }
  }

  constructor(make: () => Engine) {
    this.#make = make
  }

  launch = (): FakeProcess => {
    const launched = new FakeProcess(this.#make(), this.graphics, this.isStuck)
    this.launched.push(launched)
    return launched
  }

  /** The one launched last. */
  get last(): FakeProcess {
    const last = this.launched.at(-1)
    if (!last) throw new Error('No engine was launched')
    return last
  }
}

export class FakeProcess implements LaunchedEngine {
  readonly exited: Promise<EngineExit>
  readonly specs: LoadSpec[] = []
  readonly calls: string[] = []
  readonly #inner: Engine
  readonly #graphics: FakeGraphics
  readonly #isStuck: boolean
  readonly #lost: Promise<never>
  #exit: (exit: EngineExit) => void = () => undefined
  readonly #signListeners = new Set<(isAnswer: boolean) => void>()
  isGone = false

  constructor(inner: Engine, graphics: FakeGraphics, isStuck: boolean) {
    this.#inner = inner
    this.#graphics = graphics
    this.#isStuck = isStuck
    this.exited = new Promise((resolve) => (this.#exit = resolve))
    this.#lost = this.exited.then((exit) => {
      throw new EngineLost(exit)
    })
    this.#lost.catch(() => undefined) // there may be no call in flight
  }

  /** As when a native assertion fails. */
  die(exit: EngineExit = { code: null, signal: 'SIGABRT' }): void {
    this.isGone = true
    this.#exit(exit)
  }

  end = async (): Promise<void> => {
    if (!this.#isStuck) this.die({ code: null, signal: 'SIGKILL', isRequested: true })
    await this.exited
  }

  onSignOfLife = (listener: (isAnswer: boolean) => void): (() => void) => {
    this.#signListeners.add(listener)
    return () => void this.#signListeners.delete(listener)
  }

  /** As with each message of a real process. */
  showLife(isAnswer = false): void {
    for (const listener of [...this.#signListeners]) listener(isAnswer)
  }

  load: Engine['load'] = (spec, options) => {
    this.specs.push(spec)
    const { offload, card, failure } = this.#graphics
    const isWanted = spec.gpu === 'auto' && spec.avoidCard === undefined
    if (isWanted && card) options.onGraphicsCard?.(card)
    const loaded = this.#inner.load(spec, options)
    const onCard = (info: LoadedInfo): LoadedInfo => {
      if (!isWanted) return info
      if (failure) return { ...info, graphicsFailure: failure }
      return offload ? { ...info, offload, tuning: spec.tuning?.offloads ? spec.tuning : { ...info.tuning, offloads: true } } : info
    }
    return this.#call('load', loaded.then(onCard))
  }
  measureMemory: Engine['measureMemory'] = async () => {
    if (this.isGone) return this.#lost
    const { residentBytes }: EngineMemory = await this.#inner.measureMemory()
    return { residentBytes, graphicsFreeBytes: this.#graphics.freeBytes ?? null }
  }
  abilities: Engine['abilities'] = () => {
    const { count, show } = this.#inner.abilities()
    return {
      count: count && ((...prompt) => this.#call('count', count(...prompt))),
      show: show && ((...prompt) => this.#call('show', show(...prompt)))
    }
  }
  generate: Engine['generate'] = (prompt, settings, { onEvent, ...options }) =>
    this.#call('generate', this.#inner.generate(prompt, settings, { ...options, onEvent: (event) => !this.isGone && onEvent(event) }))

  #call<T>(name: string, work: Promise<T>): Promise<T> {
    this.calls.push(name)
    work.catch(() => undefined) // nobody awaits it when the process dies first
    return Promise.race([work, this.#lost])
  }
}
