import { basename } from 'node:path'
import type { ModelId } from '../../shared/domain/ids'
import type { ModelFile, ModelStatus } from '../../shared/domain/model'
import type { EngineSlot } from './engineSlot'
import type { EngineLease, EngineProvider, ReadyEngine } from './inference/engineProvider'
import { engineLost, fatalExit, noModel, toAppError, toAppErrorOrInternal } from './appErrors'
import { ExpectedError } from './expectedError'
import { LoadAttempt, type LoadAttemptPorts, type LostDevice, type Recovery } from './loadAttempt'
import type { ModelChoice } from './modelChoice'
import { loadFailedNotice, recoveryNotice } from './modelNotices'
import { ModelState } from './modelState'
import type { NoticeBoard } from './noticeBoard'
import { EngineLost, type EngineExit } from './ports/engineLauncher'
import type { EventPublisher } from './eventHub'
import type { LibraryEntry } from './ports/modelLibrary'
import { RestartPolicy } from './restartPolicy'
import { timedEngine } from './timedEngine'
import type { Tuner } from './tuner'

const GOOD_TIME = 60_000 // ms after which an engine that runs counts as well

interface ModelServicePorts extends LoadAttemptPorts {
  choice: ModelChoice
  tuner: Tuner
  notices: NoticeBoard
  events: EventPublisher
}

/**
 * Owns the engines: at most one that answers and one that is being loaded. The one that answers stays until the next is ready, and then
 * until it is not in use any more. One that dies unasked is started again (`RestartPolicy`).
 */
export class ModelService implements EngineProvider {
  readonly #ports: ModelServicePorts
  readonly #restarts = new RestartPolicy()
  readonly #open = new Set<EngineSlot>()
  readonly #state: ModelState
  #current: EngineSlot | null = null
  #attempt: LoadAttempt | null = null
  #isClosed = false

  constructor(ports: ModelServicePorts) {
    this.#ports = ports
    this.#state = new ModelState(ports.events, () => ports.choice.models)
  }

  get status(): ModelStatus {
    return this.#state.status
  }

  /** Looks into the models folder. */
  async models(): Promise<ModelFile[]> {
    await this.#ports.choice.refresh()
    return this.#ports.choice.models
  }

  /** The engine that could answer now, to ask it something short; null when there is none. */
  get ready(): ReadyEngine | null {
    return this.#current && { ...this.#current.entry, engine: this.#current.engine }
  }

  /** Begins to load the model used last, or the starter. How it goes is in `status`. */
  async loadAtStart(): Promise<void> {
    try {
      this.#begin(await this.#ports.choice.lastUsed())
    } catch (thrown) {
      this.#fail(null, thrown)
    }
  }

  /** Begins to load. Throws an ExpectedError when there is no such model; everything later is in `status`. */
  async load(id: ModelId): Promise<void> {
    const entry = await this.#ports.choice.find(id)
    if (this.#attempt?.plan.entry.model.id === id) return
    if (this.#current?.entry.model.id === id) await this.cancelLoad()
    else this.#begin(entry)
  }

  /** Ends the load that runs, if any; resolves when its engine is gone. The model before it is in use as it was. */
  async cancelLoad(): Promise<void> {
    const attempt = this.#attempt
    if (!attempt) return
    this.#attempt = null
    this.#state.set(this.#current ? readyStatus(this.#current) : { kind: 'none' })
    await attempt.cancel()
  }

  /**
   * Waits for an engine and takes it for one generation; loads the last used model when none is loaded. Null when aborted.
   * Throws the ExpectedError that says why no model is to be had. The lease must be released.
   */
  async acquire(_model: ModelId | null, signal: AbortSignal): Promise<EngineLease | null> {
    const slot = await this.#usableSlot(signal)
    return slot && this.#lease(slot)
  }

  /** Ends every engine. Nothing can be loaded after it. */
  async close(): Promise<void> {
    this.#isClosed = true
    const attempt = this.#attempt
    this.#attempt = null
    this.#current = null
    await Promise.all([attempt?.cancel(), ...[...this.#open].map((slot) => slot.end())])
  }

  async #usableSlot(signal: AbortSignal): Promise<EngineSlot | null> {
    if (!this.#current && !this.#attempt && !this.#isClosed) await this.loadAtStart()
    while (!this.#current && this.#attempt && !signal.aborted) await this.#state.changed(signal)
    if (signal.aborted) return null
    if (!this.#current) throw new ExpectedError(this.status.kind === 'failed' ? this.status.error : noModel())
    return this.#current
  }

  #lease(slot: EngineSlot): EngineLease {
    slot.use()
    let isOver = false
    const release = (isGood: boolean): void => {
      if (!isOver) this.#released(slot, isGood)
      isOver = true
    }
    const discard = (): void => {
      if (!isOver) this.#replaceUnresponsive(slot)
      release(false)
    }
    const engine = timedEngine(slot.engine, (timings) => this.#ports.tuner.learn(slot.entry, slot, timings))
    return { ...slot.entry, engine, release, discard }
  }

  #begin(entry: LibraryEntry, { wait = 0, recovery = null }: { wait?: number; recovery?: Recovery | null } = {}): void {
    if (this.#isClosed) return
    void this.#attempt?.cancel()
    const gpu = this.#restarts.gpuFor(entry.model.id)
    const attempt = new LoadAttempt({ entry, gpu, tuning: this.#ports.tuner.known(entry), wait, recovery }, this.#ports)
    this.#attempt = attempt
    const showProgress = (percent: number): void => {
      if (this.#attempt !== attempt) return
      this.#state.set({ kind: 'loading', model: entry.model, progress: percent / 100, isRecovery: recovery?.kind === 'died' })
    }
    showProgress(0)
    attempt.run(showProgress).then(
      (slot) => slot && this.#attempt === attempt && this.#install(slot, attempt),
      (thrown: unknown) => this.#attempt === attempt && this.#loadFailed(attempt, thrown)
    )
  }

  #install(slot: EngineSlot, { plan: { recovery } }: LoadAttempt): void {
    const before = this.#current
    this.#attempt = null
    this.#current = slot
    this.#open.add(slot)
    void before?.retire()
    this.#ports.choice.remember(slot.entry.model.id)
    this.#state.set(readyStatus(slot))
    if (recovery) this.#ports.notices.show(recoveryNotice(recovery))
    this.#supervise(slot)
  }

  #supervise(slot: EngineSlot): void {
    const cancelGoodTime = this.#ports.clock.after(GOOD_TIME, () => this.#current === slot && this.#restarts.forgive())
    void slot.engine.exited.then((exit) => {
      cancelGoodTime()
      this.#open.delete(slot)
      if (this.#current !== slot || slot.isEnding) return
      this.#current = null
      this.#ports.log.warn(`The engine ended unasked (${describe(exit)})`)
      if (slot.usesGpu) this.#restarts.avoidGpu(slot.entry.model.id)
      // A model that is being loaded takes the place; otherwise the same one is started again.
      if (!this.#attempt) this.#recover(slot.entry, slot.usesGpu ? { name: slot.offload.deviceName } : null)
    })
  }

  #loadFailed({ plan: { entry, recovery } }: LoadAttempt, thrown: unknown): void {
    this.#attempt = null
    if (!(thrown instanceof EngineLost)) return this.#fail(entry, thrown)
    this.#ports.log.warn(`The engine ended while loading (${describe(thrown.exit)})`)
    const fatal = fatalExit(thrown.exit)
    if (fatal) return this.#fail(entry, new ExpectedError(fatal))
    this.#restarts.avoidGpu(entry.model.id) // it may have been the driver
    this.#recover(entry, recovery?.kind === 'died' ? recovery.lostDevice : null)
  }

  #recover(entry: LibraryEntry, lostDevice: LostDevice | null): void {
    const wait = this.#restarts.delayAfterDeath(entry.model.id)
    if (wait === null) this.#fail(entry, new ExpectedError(engineLost()))
    else this.#begin(entry, { wait, recovery: { kind: 'died', lostDevice } })
  }

  #fail(entry: LibraryEntry | null, thrown: unknown): void {
    if (toAppError(thrown) === null) this.#ports.log.error('While loading a model', thrown)
    else this.#ports.log.warn(`A model could not be loaded (${String(thrown)})`)
    const error = toAppErrorOrInternal(thrown, entry ? basename(entry.path) : '')
    if (!this.#current) return this.#state.set({ kind: 'failed', model: entry?.model ?? null, error })
    this.#state.set(readyStatus(this.#current))
    this.#ports.notices.show(loadFailedNotice(error, this.#current.entry.model))
  }

  #released(slot: EngineSlot, isGood: boolean): void {
    if (isGood) this.#restarts.forgive()
    void slot.release()
  }

  #replaceUnresponsive(slot: EngineSlot): void {
    this.#ports.log.warn('The engine did not become idle and is ended')
    void slot.end()
    if (this.#current !== slot) return
    this.#current = null
    if (!this.#attempt) this.#begin(slot.entry, { recovery: { kind: 'unresponsive' } })
  }
}

const describe = ({ code, signal }: EngineExit): string => `code ${String(code)}, signal ${String(signal)}`

const readyStatus = ({ entry, offload, contextSize }: EngineSlot): ModelStatus => ({
  kind: 'ready',
  model: entry.model,
  offload,
  contextSize
})
