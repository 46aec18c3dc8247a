import { basename } from 'node:path'
import type { EngineWork } from '../../../shared/domain/engineSilence'
import type { ModelId } from '../../../shared/domain/ids'
import { engineLost, fatalExit, noModel } from '../errors/appErrors'
import { leaseEngine } from './engineLease'
import type { EngineSlot } from './engineSlot'
import { ExpectedError } from '../errors/expectedError'
import { FailedLoads } from './failedLoads'
import type { FormatFaults } from './formatFaults'
import { LoadDeaths } from './loadDeaths'
import { logFailure } from '../errors/logFailure'
import type { EngineLease } from '../inference/engineProvider'
import { LoadAttempt, type LoadAttemptPorts, type LostDevice, type Recovery } from './loadAttempt'
import type { ModelChoice } from './modelChoice'
import { loadFailedNotice, recoveryNotice } from './modelNotices'
import { readyStatus, type ModelState } from './modelState'
import type { NoticeBoard } from '../notices/noticeBoard'
import { describeExit, EngineLost, type EngineExit } from '../errors/engineLost'
import type { LibraryEntry } from './modelLibrary'
import { RestartPolicy } from './restartPolicy'
import type { Tuner } from './tuner'

const LOAD_AGAIN_AFTER = 1_000 // ms, once an engine ended while it loaded
const STABLE_TIME = 60_000 // ms that an engine must run until its crash count is reset, if no generation succeeds before

export interface EngineSupervisorPorts extends LoadAttemptPorts {
  choice: ModelChoice
  modelState: ModelState
  tuner: Tuner
  notices: NoticeBoard
  formatFaults: FormatFaults
}

/**
 * The engine processes of this computer: at most one that generates and one that is being loaded. The engine in use stays until the next
 * one is ready, and then until its last lease ends. One that exits unasked is started again (`RestartPolicy`).
 */
export class EngineSupervisor {
  readonly failed = new FailedLoads()
  readonly #ports: EngineSupervisorPorts
  readonly #restarts = new RestartPolicy()
  readonly #loadDeaths = new LoadDeaths()
  readonly #open = new Set<EngineSlot>()
  #current: EngineSlot | null = null
  #attempt: LoadAttempt | null = null
  /** The one that generates; it may have given its place to another one. */
  #leased: EngineSlot | null = null
  #isClosed = false

  constructor(ports: EngineSupervisorPorts) {
    this.#ports = ports
  }

  get current(): EngineSlot | null {
    return this.#current
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  isInUse(model: ModelId | null): boolean {
    return this.#current !== null && (model === null || this.#current.entry.model.id === model)
  }

  isLoading(model: ModelId | null): boolean {
    return this.#attempt !== null && (model === null || this.#attempt.plan.entry.model.id === model)
  }

  /** Begins to load, in place of another load if one runs. */
  begin(entry: LibraryEntry, { wait = 0, recovery = null }: { wait?: number; recovery?: Recovery | null } = {}): void {
    if (this.#isClosed) return
    void this.#attempt?.cancel()
    this.failed.forgetLast()
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

  async cancelAttempt(): Promise<void> {
    const attempt = this.#attempt
    if (!attempt) return
    this.#attempt = null
    this.failed.add(attempt.plan.entry.model.id, noModel())
    this.#ports.modelState.set(this.#current ? readyStatus(this.#current) : { kind: 'none' })
    await attempt.cancel()
  }

  lease(slot: EngineSlot): EngineLease {
    const endWatch = this.#ports.watch.begin('generating', slot.engine)
    this.#leased = slot
    return leaseEngine(slot, {
      ...this.#ports,
      onReleased: (isGood) => {
        endWatch()
        this.#leased = null
        this.#released(slot, isGood)
      },
      onDiscarded: () => this.#replace(slot, 'unresponsive')
    })
  }

  /** Ends the engine at this work and loads its model again. */
  restart(work: EngineWork): void {
    if (work === 'loading' && this.#attempt) this.begin(this.#attempt.plan.entry, { recovery: this.#attempt.plan.recovery })
    if (work === 'generating' && this.#leased) this.#replace(this.#leased, 'restarted')
  }

  fail(entry: LibraryEntry | null, thrown: unknown): void {
    const words = { bug: 'While loading a model', expected: 'A model could not be loaded' }
    const error = logFailure(thrown, this.#ports.log, words, entry ? basename(entry.path) : '')
    this.failed.add(entry?.model.id ?? null, error)
    if (!this.#current) return this.#ports.modelState.set({ kind: 'failed', model: entry?.model ?? null, error })
    this.#ports.modelState.set(readyStatus(this.#current))
    this.#ports.notices.show(loadFailedNotice(error, this.#current.entry.model))
  }

  /** Ends every engine. Nothing can be loaded after it. */
  async close(): Promise<void> {
    this.#isClosed = true
    const attempt = this.#attempt
    this.#attempt = null
    this.#current = null
    await Promise.all([attempt?.cancel(), ...[...this.#open].map((slot) => slot.end())])
  }

  #install(slot: EngineSlot, { plan: { recovery } }: LoadAttempt): void {
    const before = this.#current
    this.#attempt = null
    this.#current = slot
    this.#open.add(slot)
    this.#loadDeaths.forget(slot.entry.model.id)
    void before?.retire()
    this.#ports.choice.remember(slot.entry.model.id)
    this.#ports.modelState.set(readyStatus(slot))
    const notice = recovery && recoveryNotice(recovery)
    if (notice) this.#ports.notices.show(notice)
    this.#ports.formatFaults.tell(slot.entry.model, slot.chatFormat)
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
      if (!this.#attempt) this.#recover(slot.entry, exit, slot.usesGpu ? { name: slot.offload.deviceName } : null)
    })
  }

  #loadFailed({ plan: { entry, recovery } }: LoadAttempt, thrown: unknown): void {
    this.#attempt = null
    if (!(thrown instanceof EngineLost)) return this.fail(entry, thrown)
    this.#ports.log.warn(`The engine ended while loading (${describeExit(thrown.exit)})`)
    const fatal = fatalExit(thrown.exit)
    if (fatal) return this.fail(entry, new ExpectedError(fatal))
    const refusal = this.#loadDeaths.add(entry, thrown.exit)
    if (refusal) return this.fail(entry, new ExpectedError(refusal))
    this.#restarts.avoidGpu(entry.model.id) // the graphics driver may be the cause
    this.begin(entry, {
      wait: LOAD_AGAIN_AFTER,
      recovery: { kind: 'died', lostDevice: recovery?.kind === 'died' ? recovery.lostDevice : null }
    })
  }

  #recover(entry: LibraryEntry, exit: EngineExit, lostDevice: LostDevice | null): void {
    const wait = this.#restarts.delayAfterCrash(entry.model.id)
    if (wait === null) this.fail(entry, new ExpectedError(engineLost(exit)))
    else this.begin(entry, { wait, recovery: { kind: 'died', lostDevice } })
  }

  #released(slot: EngineSlot, isGood: boolean): void {
    if (isGood) this.#restarts.resetCrashCount()
    void slot.release()
  }

  #replace(slot: EngineSlot, kind: 'unresponsive' | 'restarted'): void {
    this.#ports.log.warn(kind === 'restarted' ? 'The engine gave no answer and is ended' : 'The engine did not become idle and is ended')
    void slot.end()
    if (this.#current !== slot) return
    this.#current = null
    if (!this.#attempt) this.begin(slot.entry, { recovery: { kind } })
  }
}
