import { basename } from 'node:path'
import type { EngineWork } from '../../../shared/domain/engineSilence'
import type { ModelId } from '../../../shared/domain/ids'
import { engineLost, fatalExit, noModel } from '../errors/appErrors'
import { causeOf, hasContext, isByContext, lostCardOf, type ContextChange, type ContextFailure } from './contextChange'
import { wantedContext } from './contextChoices'
import { leaseEngine } from './engineLease'
import { EngineLessons, type EngineLessonsPorts } from './engineLessons'
import { EngineRoom } from './engineRoom'
import type { EngineSlot, SameFit } from './engineSlot'
import { ExpectedError } from '../errors/expectedError'
import { FailedLoads } from './failedLoads'
import type { FormatFaults } from './formatFaults'
import { logFailure } from '../errors/logFailure'
import type { EngineLease } from '../inference/engineProvider'
import type { LoadFaults } from './loadFaults'
import { LoadAttempt, type LoadAttemptPorts, type LoadPlan, type Recovery } from './loadAttempt'
import type { ModelChoice } from './modelChoice'
import { contextKeptNotice, contextSetAsideNotice, loadFailedKinds, loadFailedNotice } from './modelNotices'
import { loadingStatus, readyStatus, type ModelState } from './modelState'
import type { NoticeBoard } from '../notices/noticeBoard'
import { describeExit, EngineLost, type EngineExit } from '../errors/engineLost'
import type { LibraryEntry } from './modelLibrary'
import { RestartPolicy } from './restartPolicy'

const LOAD_AGAIN_AFTER = 1_000 // ms, once an engine ended while it loaded
const STABLE_TIME = 60_000 // ms that an engine must run until its crash count is reset, if no generation succeeds before

export interface EngineSupervisorPorts extends LoadAttemptPorts, EngineLessonsPorts {
  choice: ModelChoice
  modelState: ModelState
  notices: NoticeBoard
  formatFaults: FormatFaults
  loadFaults: LoadFaults
}

interface Beginning {
  wait?: number
  recovery?: Recovery | null
  /** How it was loaded before, for a load that must be the same; null: as the memory allows. */
  fit?: SameFit | null
  /** Set for a load of the model in use with another context. */
  change?: ContextChange | null
  /** Engines that are to be gone before. */
  after?: readonly Promise<void>[]
}

/**
 * The engine processes of this computer: at most one that generates and one that is being loaded. The engine in use stays until the next
 * one is ready, and then until its last lease ends; where both may not fit into the memory, it ends before the next one is loaded. One
 * that exits unasked is started again (`RestartPolicy`). One that ended while another is loaded comes back when that one is not used.
 */
export class EngineSupervisor {
  readonly failed = new FailedLoads()
  readonly #ports: EngineSupervisorPorts
  readonly #restarts = new RestartPolicy()
  readonly #lessons: EngineLessons
  readonly #room: EngineRoom
  #current: EngineSlot | null = null
  #attempt: LoadAttempt | null = null
  /** The one that generates; it may have given its place to another one. */
  #leased: EngineSlot | null = null
  #isClosed = false

  constructor(ports: EngineSupervisorPorts) {
    this.#ports = ports
    this.#lessons = new EngineLessons(ports, this.#restarts)
    this.#room = new EngineRoom(ports)
  }

  get current(): EngineSlot | null {
    return this.#current
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Null: any. The one that is to make room for the model being loaded is not any. */
  isInUse(model: ModelId | null): boolean {
    return this.#current !== null && (model === null ? !this.#room.isAwaited : this.#current.entry.model.id === model)
  }

  isLoading(model: ModelId | null): boolean {
    return this.#attempt !== null && (model === null || this.#attempt.plan.entry.model.id === model)
  }

  /** Begins to load, in place of another load if one runs. */
  begin(entry: LibraryEntry, { wait = 0, recovery = null, fit = null, change = null, after = [] }: Beginning = {}): void {
    if (this.#isClosed) return
    const ends = [...after, ...(this.#attempt ? [this.#attempt.cancel()] : [])]
    this.failed.forgetLast()
    this.#room.giveUp()
    const makeRoom = (): Promise<void> => this.#room.make(attempt, ends, { current: this.#current, onWaiting, onEnding })
    const known = { ...this.#lessons.planFor(entry), ...(change && { context: wantedContext(change.tokens), known: change.known }) }
    const attempt = new LoadAttempt({ entry, ...known, change, fit, wait, recovery, makeRoom }, this.#ports)
    const onWaiting = (): void => this.#showLoading(attempt, 0)
    const onEnding = (): void => {
      this.#current = null
      this.#showLoading(attempt, 0)
    }
    this.#attempt = attempt
    this.#showLoading(attempt, 0)
    attempt
      .run((percent) => this.#showLoading(attempt, percent))
      .then(
        (slot) => slot && this.#attempt === attempt && this.#install(slot, attempt),
        (thrown: unknown) => this.#attempt === attempt && this.#loadFailed(attempt, thrown)
      )
  }

  /** Ends the load that runs, if any; resolves when its engine is gone. The model that made room for it comes back. */
  async cancelAttempt(): Promise<void> {
    const attempt = this.#attempt
    if (!attempt) return
    this.#attempt = null
    this.failed.add(attempt.plan.entry.model.id, noModel())
    const gone = attempt.cancel()
    if (!this.#goBack([gone])) this.#ports.modelState.set({ kind: 'none' })
    await gone
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
    if (work === 'loading' && this.#attempt) this.begin(this.#attempt.plan.entry, { ...this.#attempt.plan, wait: 0, fit: null })
    if (work === 'generating' && this.#leased) this.#replace(this.#leased, 'restarted')
  }

  fail(entry: LibraryEntry | null, thrown: unknown): void {
    const words = { bug: 'While loading a model', expected: 'A model could not be loaded' }
    const error = logFailure(thrown, this.#ports.log, words, entry ? basename(entry.path) : '')
    const displaced = this.#room.displaced
    if (!this.#goBack()) this.#ports.modelState.set({ kind: 'failed', model: entry?.model ?? null, error })
    this.failed.add(entry?.model.id ?? null, error)
    if (entry) this.#ports.loadFaults.add(entry.model, error)
    const kept = this.#current?.entry ?? displaced?.entry
    this.#ports.notices.withdraw(...loadFailedKinds)
    if (kept) this.#ports.notices.show(loadFailedNotice(error, kept.model, this.#current ? null : (displaced?.recovery ?? null)))
  }

  /** Loads the model in use again, with the graphics card that failed with it. */
  retryGraphics(): void {
    if (!this.#current || this.#attempt) return
    this.#lessons.retryGraphics(this.#current)
    this.begin(this.#current.entry)
  }

  /** Loads the model in use again with this context, in tokens; null: as the memory allows. It stays as it is where that cannot be done. */
  changeContext(tokens: number | null): void {
    const slot = this.#current
    if (!slot || this.#attempt) return
    if (!hasContext(slot, tokens)) return this.begin(slot.entry, { change: { tokens, before: slot.fit, known: slot.known } })
    this.#ports.notices.withdraw(...loadFailedKinds) // the model has what is wanted
    this.#rememberContext(slot.entry, tokens)
    this.#showReady(slot)
  }

  /** Ends every engine. Nothing can be loaded after it. */
  async close(): Promise<void> {
    this.#isClosed = true
    const attempt = this.#attempt
    this.#attempt = null
    this.#current = null
    await Promise.all([attempt?.cancel(), ...this.#room.running.map((slot) => slot.end())])
  }

  #install(slot: EngineSlot, attempt: LoadAttempt): void {
    const { plan } = attempt
    const { change } = plan
    const lostCard = change && lostCardOf(change, slot)
    if (lostCard) return this.#keepContext(attempt, change, lostCard)
    const again = this.#lessons.onceMore(slot, plan)
    if (again) return this.begin(plan.entry, { ...plan, ...again, wait: 0 })
    const before = this.#current
    this.#attempt = null
    this.#current = slot
    this.#room.takeDisplaced()
    this.#room.running.push(slot)
    void before?.retire()
    this.#ports.choice.remember(slot.entry.model.id)
    this.#ports.loadFaults.forget(slot.entry.model)
    const notice = this.#lessons.loaded(slot, plan)
    this.#showReady(slot)
    if (!plan.recovery) this.#ports.notices.withdraw(...loadFailedKinds) // what they say is in use is not any more
    if (notice) this.#ports.notices.show(notice)
    if (change) this.#rememberContext(slot.entry, change.tokens)
    const lost = this.#ports.contexts.takeUntold(slot.entry.model.id)
    if (lost !== null && lost !== slot.contextSize) this.#ports.notices.show(contextSetAsideNotice(slot, lost))
    this.#ports.formatFaults.tell(slot.entry.model, slot.chatFormat)
    this.#supervise(slot, plan)
  }

  #supervise(slot: EngineSlot, plan: LoadPlan): void {
    const cancelReset = this.#ports.clock.after(STABLE_TIME, () => this.#current === slot && this.#restarts.resetCrashCount())
    void slot.engine.exited.then((exit) => {
      cancelReset()
      this.#room.remove(slot)
      if (this.#current !== slot || slot.isEnding) return
      this.#current = null
      this.#ports.log.warn(`The engine ended unasked (${describeExit(exit)})`)
      const again = this.#lessons.diedInUse(slot, plan, exit, this.#attempt?.plan ?? null)
      if (this.#attempt) this.#room.displace({ entry: slot.entry, ...again })
      else this.#recover(slot.entry, exit, again)
    })
  }

  #loadFailed(attempt: LoadAttempt, thrown: unknown): void {
    const { entry, change, recovery } = attempt.plan
    this.#attempt = null
    if (change && isByContext(thrown)) return this.#keepContext(attempt, change, { because: causeOf(thrown), detail: String(thrown) })
    if (this.#lessons.lacksMemory(attempt.plan, thrown)) return this.begin(entry, { recovery })
    if (!(thrown instanceof EngineLost)) return this.fail(entry, thrown)
    const onto = attempt.card ? ` onto ${attempt.card.name ?? 'a graphics card'}` : ''
    this.#ports.log.warn(`The engine ended while loading ${entry.model.name}${onto} (${describeExit(thrown.exit)})`)
    const fatal = fatalExit(thrown.exit)
    if (fatal) return this.fail(entry, new ExpectedError(fatal))
    const next = this.#lessons.diedLoading(attempt, thrown.exit)
    if ('refusal' in next) this.fail(entry, new ExpectedError(next.refusal))
    else this.begin(entry, { ...next, wait: LOAD_AGAIN_AFTER })
  }

  /** The model cannot have the context that was asked for, and is used as it was. */
  #keepContext(attempt: LoadAttempt, change: ContextChange, { because, detail }: ContextFailure): void {
    const { notices, log } = this.#ports
    const { model } = attempt.plan.entry
    log.warn(`${model.name} could not be loaded with a context of ${change.tokens ?? 'any number of'} tokens (${detail})`)
    this.#attempt = null
    notices.withdraw(...loadFailedKinds)
    notices.show(contextKeptNotice(model, change, because))
    if (!this.#goBack([attempt.cancel()])) this.begin(attempt.plan.entry)
  }

  /** The load that ran is over: the model before it is in use, or loaded again. False where there is none. */
  #goBack(after: readonly Promise<void>[] = []): boolean {
    const displaced = this.#room.takeDisplaced()
    if (this.#current) this.#showReady(this.#current)
    else if (displaced) this.begin(displaced.entry, { ...displaced, after })
    return this.#current !== null || displaced !== null
  }

  #rememberContext({ model }: LibraryEntry, tokens: number | null): void {
    try {
      this.#ports.contexts.remember(model.id, tokens)
    } catch (thrown) {
      const error = logFailure(thrown, this.#ports.log, { bug: 'While saving a context', expected: 'A context could not be saved' })
      this.#ports.notices.show({ tone: 'warning', content: { kind: 'contextUnsaved', error } })
    }
  }

  #recover(entry: LibraryEntry, exit: EngineExit, again: Beginning): void {
    const wait = this.#restarts.delayAfterCrash(entry.model.id)
    if (wait === null) this.fail(entry, new ExpectedError(engineLost(exit)))
    else this.begin(entry, { ...again, wait })
  }

  #released(slot: EngineSlot, isGood: boolean): void {
    if (isGood) {
      this.#restarts.resetCrashCount()
      void this.#lessons.learnMemory(slot)
    }
    void slot.release()
  }

  #replace(slot: EngineSlot, kind: 'unresponsive' | 'restarted'): void {
    this.#ports.log.warn(kind === 'restarted' ? 'The engine gave no answer and is ended' : 'The engine did not become idle and is ended')
    const gone = slot.end()
    if (this.#current !== slot) return
    this.#current = null
    if (this.#attempt) this.#room.displace({ entry: slot.entry, recovery: { kind }, fit: null })
    else this.begin(slot.entry, { recovery: { kind }, after: [gone] })
  }

  #showLoading(attempt: LoadAttempt, percent: number): void {
    if (this.#attempt === attempt) this.#ports.modelState.set(loadingStatus(attempt.plan, percent, this.#room.making))
  }

  #showReady(slot: EngineSlot): void {
    this.#ports.modelState.set(readyStatus(slot, this.#ports.records.failedCard(slot.entry)))
  }
}
