import { basename } from 'node:path'
import type { ModelId } from '../../../shared/domain/ids'
import { aborted } from '../async/aborted'
import { engineLost, fatalExit, noModel } from '../errors/appErrors'
import { leaseEngine } from './engineLease'
import type { EngineSlot } from './engineSlot'
import { ExpectedError } from '../errors/expectedError'
import { FailedLoads } from './failedLoads'
import { logFailure } from '../errors/logFailure'
import type { EngineLease, EngineProvider, ReadyEngine } from '../inference/engineProvider'
import { LoadAttempt, type LoadAttemptPorts, type LostDevice, type Recovery } from './loadAttempt'
import type { ModelChoice } from './modelChoice'
import { loadFailedNotice, recoveryNotice } from './modelNotices'
import { readyStatus, type ModelState } from './modelState'
import type { NoticeBoard } from '../notices/noticeBoard'
import { describeExit, EngineLost } from '../errors/engineLost'
import type { LibraryEntry } from './modelLibrary'
import { RestartPolicy } from './restartPolicy'
import type { Tuner } from './tuner'

const STABLE_TIME = 60_000 // ms that an engine must run until its crash count is reset, if no generation succeeds before

export interface LocalEnginesPorts extends LoadAttemptPorts {
  choice: ModelChoice
  modelState: ModelState
  tuner: Tuner
  notices: NoticeBoard
}

/**
 * The engine processes of this computer: at most one that generates and one that is being loaded. The engine in use stays until the next
 * one is ready, and then until its last lease ends. One that exits unasked is started again (`RestartPolicy`).
 */
export class LocalEngines implements EngineProvider {
  readonly #ports: LocalEnginesPorts
  readonly #restarts = new RestartPolicy()
  readonly #open = new Set<EngineSlot>()
  readonly #failed = new FailedLoads()
  #current: EngineSlot | null = null
  #attempt: LoadAttempt | null = null
  #isClosed = false
  /** Loads and cancels asked for so far; and the newest of them that took effect. An older one whose lookup ends later does nothing. */
  #requests = 0
  #newest = 0
  /** While the model used last is looked up: whoever asks meanwhile waits for the same load. */
  #choosing: Promise<void> | null = null
  readonly #closing = new AbortController()

  constructor(ports: LocalEnginesPorts) {
    this.#ports = ports
  }

  get ready(): ReadyEngine | null {
    return this.#current && { ...this.#current.entry, engine: this.#current.engine }
  }

  get failedLoads(): number {
    return this.#failed.count
  }

  /** Begins to load the model used last, or the starter. What becomes of it is in the ModelState. */
  loadLastUsed(): Promise<void> {
    if (this.#choosing) return this.#choosing
    const choosing = this.#loadLastUsed().finally(() => {
      if (this.#choosing === choosing) this.#choosing = null
    })
    return (this.#choosing = choosing)
  }

  /**
   * Looks a model up and begins to load it, in place of another load if one runs. For the model in use this only cancels that other load.
   * Of several calls the last one counts: lookups may end in another order. Throws the ExpectedError `model.notFound`.
   */
  async load(id: ModelId): Promise<void> {
    const request = ++this.#requests
    const entry = await this.#ports.choice.find(id)
    if (request < this.#newest) return
    this.#newest = request
    if (this.#isLoading(id)) return
    if (this.#isInUse(id)) await this.#cancelAttempt()
    else this.#begin(entry)
  }

  /** Ends the load that runs or is looked up, if any; resolves when its engine is gone. The model before it is in use as it was. */
  async cancelLoad(): Promise<void> {
    this.#newest = ++this.#requests
    if (this.#choosing && !this.#attempt) this.#failed.add(null, noModel())
    this.#choosing = null // who asks from now on is not served by the lookup that was cancelled
    await this.#cancelAttempt()
  }

  async acquire(model: ModelId | null, signal: AbortSignal, failedLoadsBefore = this.failedLoads): Promise<EngineLease | null> {
    const end = AbortSignal.any([signal, this.#closing.signal])
    await Promise.race([this.#ensureBegun(model, failedLoadsBefore), aborted(end)]) // the models folder may lie on a disk that does not respond
    while (!this.#isInUse(model) && this.#isLoading(model) && !end.aborted) await this.#ports.modelState.changed(end)
    if (signal.aborted) return null
    if (!this.#current || !this.#isInUse(model)) throw new ExpectedError(this.#failed.error ?? noModel())
    return this.#lease(this.#current)
  }

  /** Ends every engine. Nothing can be loaded after it. */
  async close(): Promise<void> {
    this.#isClosed = true
    const attempt = this.#attempt
    this.#attempt = null
    this.#current = null
    this.#closing.abort()
    await Promise.all([attempt?.cancel(), ...[...this.#open].map((slot) => slot.end())])
  }

  async #cancelAttempt(): Promise<void> {
    const attempt = this.#attempt
    if (!attempt) return
    this.#attempt = null
    this.#failed.add(attempt.plan.entry.model.id, noModel())
    this.#ports.modelState.set(this.#current ? readyStatus(this.#current) : { kind: 'none' })
    await attempt.cancel()
  }

  // The person may have chosen a model, or cancelled, while the one used last was looked up: that counts.
  async #loadLastUsed(): Promise<void> {
    const request = this.#requests
    const isWanted = (): boolean => !this.#current && !this.#attempt && request >= this.#newest
    try {
      const entry = await this.#ports.choice.lastUsed()
      if (isWanted()) this.#begin(entry)
    } catch (thrown) {
      if (isWanted()) this.#fail(null, thrown)
    }
  }

  #isInUse(model: ModelId | null): boolean {
    return this.#current !== null && (model === null || this.#current.entry.model.id === model)
  }

  #isLoading(model: ModelId | null): boolean {
    return this.#attempt !== null && (model === null || this.#attempt.plan.entry.model.id === model)
  }

  async #ensureBegun(model: ModelId | null, failedLoadsBefore: number): Promise<void> {
    if (this.#isClosed || this.#isInUse(model) || this.#isLoading(model)) return
    if (this.#failed.hasEndedWait(model, failedLoadsBefore)) return
    if (model === null) await this.loadLastUsed()
    else await this.load(model)
  }

  #lease(slot: EngineSlot): EngineLease {
    return leaseEngine(slot, {
      ...this.#ports,
      onReleased: (isGood) => this.#released(slot, isGood),
      onDiscarded: () => this.#replaceUnresponsive(slot)
    })
  }

  #begin(entry: LibraryEntry, { wait = 0, recovery = null }: { wait?: number; recovery?: Recovery | null } = {}): void {
    if (this.#isClosed) return
    void this.#attempt?.cancel()
    this.#failed.forgetLast()
    const gpu = this.#restarts.gpuFor(entry.model.id)
    const attempt = new LoadAttempt({ entry, gpu, tuning: this.#ports.tuner.known(entry, gpu), wait, recovery }, this.#ports)
    this.#attempt = attempt
    const showProgress = (percent: number): void => {
      if (this.#attempt !== attempt) return
      this.#ports.modelState.set({ kind: 'loading', model: entry.model, progress: percent / 100, isRecovery: recovery?.kind === 'died' })
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
    this.#ports.modelState.set(readyStatus(slot))
    if (recovery) this.#ports.notices.show(recoveryNotice(recovery))
    this.#supervise(slot)
  }

  #supervise(slot: EngineSlot): void {
    const cancelReset = this.#ports.clock.after(STABLE_TIME, () => this.#current === slot && this.#restarts.resetCrashCount())
    void slot.engine.exited.then((exit) => {
      cancelReset()
      this.#open.delete(slot)
      if (this.#current !== slot || slot.isEnding) return
      this.#current = null
      this.#ports.log.warn(`The engine ended unasked (${describeExit(exit)})`)
      if (slot.usesGpu) this.#restarts.avoidGpu(slot.entry.model.id)
      // A model that is being loaded replaces it; otherwise the same model is loaded again.
      if (!this.#attempt) this.#recover(slot.entry, slot.usesGpu ? { name: slot.offload.deviceName } : null)
    })
  }

  #loadFailed({ plan: { entry, recovery } }: LoadAttempt, thrown: unknown): void {
    this.#attempt = null
    if (!(thrown instanceof EngineLost)) return this.#fail(entry, thrown)
    this.#ports.log.warn(`The engine ended while loading (${describeExit(thrown.exit)})`)
    const fatal = fatalExit(thrown.exit)
    if (fatal) return this.#fail(entry, new ExpectedError(fatal))
    this.#restarts.avoidGpu(entry.model.id) // the graphics driver may be the cause
    this.#recover(entry, recovery?.kind === 'died' ? recovery.lostDevice : null)
  }

  #recover(entry: LibraryEntry, lostDevice: LostDevice | null): void {
    const wait = this.#restarts.delayAfterCrash(entry.model.id)
    if (wait === null) this.#fail(entry, new ExpectedError(engineLost()))
    else this.#begin(entry, { wait, recovery: { kind: 'died', lostDevice } })
  }

  #fail(entry: LibraryEntry | null, thrown: unknown): void {
    const words = { bug: 'While loading a model', expected: 'A model could not be loaded' }
    const error = logFailure(thrown, this.#ports.log, words, entry ? basename(entry.path) : '')
    this.#failed.add(entry?.model.id ?? null, error)
    if (!this.#current) return this.#ports.modelState.set({ kind: 'failed', model: entry?.model ?? null, error })
    this.#ports.modelState.set(readyStatus(this.#current))
    this.#ports.notices.show(loadFailedNotice(error, this.#current.entry.model))
  }

  #released(slot: EngineSlot, isGood: boolean): void {
    if (isGood) this.#restarts.resetCrashCount()
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
