import type { Engine, LoadedInfo, LoadSpec } from '../../../engine/engine'
import { EngineLost, type EngineExit } from '../errors/engineLost'
import type { EngineLauncher, LaunchedEngine } from '../models/engineLauncher'

/** Engines of the test's own process that can die. `offload`: what the load says, for a computer with a GPU. */
export class FakeLauncher implements EngineLauncher {
  readonly launched: FakeProcess[] = []
  readonly #make: () => Engine
  offload: LoadedInfo['offload'] | null = null

  constructor(make: () => Engine) {
    this.#make = make
  }

  launch = (): FakeProcess => {
    const launched = new FakeProcess(this.#make(), this.offload)
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
  readonly #offload: LoadedInfo['offload'] | null
  readonly #lost: Promise<never>
  #exit: (exit: EngineExit) => void = () => undefined
  readonly #signListeners = new Set<() => void>()
  isGone = false

  constructor(inner: Engine, offload: LoadedInfo['offload'] | null) {
    this.#inner = inner
    this.#offload = offload
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
    this.die({ code: null, signal: 'SIGKILL', isRequested: true })
    await this.exited
  }

  onSignOfLife = (listener: () => void): (() => void) => {
    this.#signListeners.add(listener)
    return () => void this.#signListeners.delete(listener)
  }

  /** As with each message of a real process. */
  showLife(): void {
    for (const listener of [...this.#signListeners]) listener()
  }

  load: Engine['load'] = (spec, options) => {
    this.specs.push(spec)
    const loaded = this.#inner.load(spec, options)
    return this.#call(
      'load',
      loaded.then((info) => ({ ...info, ...(this.#offload && spec.gpu === 'auto' && { offload: this.#offload }) }))
    )
  }
  abilities: Engine['abilities'] = () => {
    const { count } = this.#inner.abilities()
    return { count: count && ((prompt) => this.#call('count', count(prompt))) }
  }
  generate: Engine['generate'] = (prompt, settings, { signal, onEvent }) =>
    this.#call('generate', this.#inner.generate(prompt, settings, { signal, onEvent: (event) => !this.isGone && onEvent(event) }))

  #call<T>(name: string, work: Promise<T>): Promise<T> {
    this.calls.push(name)
    work.catch(() => undefined) // nobody awaits it when the process dies first
    return Promise.race([work, this.#lost])
  }
}
