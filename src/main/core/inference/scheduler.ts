import { delay } from '../async/delay'
import type { Clock } from '../async/clock'
import type { Log } from '../errors/log'

/** Jobs that may wait at most. */
export const WAITING_LIMIT = 4

const STOP_PATIENCE = 5_000 // ms between `stop` and `giveUp`
const CLOSE_PATIENCE = 1_500 // the same once the scheduler closes
const CLOSE_LIMIT = 2_000 // ms that closing takes at most

/** One use of an engine, of whatever kind. */
export interface JobWork {
  /** What others are told that they wait for, for example the title of a conversation. */
  title(): string
  /** Called while the job waits, each time another one begins to run. */
  onWaiting(behind: string): void
  /** Called once, when its turn has come. */
  run(signals: JobSignals): Promise<void>
  /** Called once, in place of `run`, when the job is stopped while it waits. */
  onStoppedWaiting(): Promise<void>
}

export interface JobSignals {
  /** Aborted by `stop`: nothing more is wanted of this job. */
  readonly stop: AbortSignal
  /** Aborted by `answerNow`: no more is to be thought. */
  readonly answer: AbortSignal
  /** Aborted when an engine that was told to stop did not become idle in time: the job ends without it. */
  readonly giveUp: AbortSignal
}

/** A job that was submitted: the one owner of whether it waits or runs, and of whether it was stopped. */
export class Job {
  readonly #stop = new AbortController()
  readonly #answer = new AbortController()
  readonly #giveUp = new AbortController()
  #isCutByClose = false

  constructor(readonly work: JobWork) {}

  get signals(): JobSignals {
    return { stop: this.#stop.signal, answer: this.#answer.signal, giveUp: this.#giveUp.signal }
  }

  get isStopped(): boolean {
    return this.#stop.signal.aborted
  }

  /** Whether it was stopped by `close`, not because nobody wants it any more. */
  get isCutByClose(): boolean {
    return this.#isCutByClose
  }

  abort({ byClose = false } = {}): void {
    if (this.isStopped) return
    this.#isCutByClose = byClose
    this.#stop.abort()
  }

  answerNow(): void {
    this.#answer.abort()
  }

  giveUp(): void {
    this.#giveUp.abort()
  }
}

/** A waiting job that somebody changes or takes away. */
export interface Hold {
  /** It waits again at its place; when it was stopped meanwhile, it ends. */
  release: () => void
  /** It leaves the queue, and nothing of it is called. */
  takeOut: () => void
}

/** Runs one job at a time, the others in the order they came. Knows nothing of what a job is for. */
export class Scheduler {
  readonly #clock: Clock
  readonly #log: Log
  readonly #unfinished = new Set<Promise<void>>()
  #running: Job | null = null
  /** In the order they came. */
  #waiting: Job[] = []
  readonly #held = new Set<Job>()
  /** Cancel the timers of the job that runs. */
  #timers: (() => void)[] = []
  #isClosed = false

  constructor({ clock, log }: { clock: Clock; log: Log }) {
    this.#clock = clock
    this.#log = log
  }

  /** The title of the job that runs; null when none does: the next one would run at once. */
  get runningTitle(): string | null {
    return this.#running?.work.title() ?? null
  }

  get isFull(): boolean {
    return this.#waiting.length >= WAITING_LIMIT
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Runs the job as soon as it can be; its `run` is called before this returns when nothing else runs. */
  submit(job: Job): void {
    this.#waiting.push(job)
    this.#startNext()
  }

  /** Keeps a waiting job from running, and those behind it from overtaking it, until one of the two is called; null when it does not wait. */
  hold(job: Job): Hold | null {
    if (!this.#waiting.includes(job)) return null
    this.#held.add(job)
    return {
      release: () => {
        this.#held.delete(job)
        if (job.isStopped && this.#takeOut(job)) this.#endWaiting(job)
        this.#startNext()
      },
      takeOut: () => {
        this.#held.delete(job)
        this.#takeOut(job)
        this.#startNext()
      }
    }
  }

  /** Idempotent. One that waits never runs; of one that is held nothing is called before it is released. */
  stop(job: Job): void {
    if (job.isStopped) return
    job.abort()
    if (this.#running === job) this.#giveUpAfter(STOP_PATIENCE, job)
    else if (!this.#held.has(job) && this.#takeOut(job)) this.#endWaiting(job)
  }

  /** Stops the job that runs and waits for its end, for two seconds at most. What waits is left as it is and never runs. */
  async close(): Promise<void> {
    this.#isClosed = true
    if (this.#running) {
      this.#running.abort({ byClose: true })
      this.#giveUpAfter(CLOSE_PATIENCE, this.#running)
    }
    const ended = new AbortController()
    await Promise.race([Promise.all(this.#unfinished), delay(this.#clock, CLOSE_LIMIT, ended.signal)])
    ended.abort() // cancels the timer
  }

  #startNext(): void {
    if (this.#running || this.#isClosed) return
    const [next] = this.#waiting
    if (!next || this.#held.has(next)) return
    this.#waiting.shift()
    this.#running = next
    for (const job of this.#waiting) this.#tellWaiting(job, next)
    void this.#track(() => next.work.run(next.signals)).finally(() => {
      for (const cancel of this.#timers.splice(0)) cancel()
      this.#running = null
      this.#startNext()
    })
  }

  #takeOut(job: Job): boolean {
    const index = this.#waiting.indexOf(job)
    if (index >= 0) this.#waiting.splice(index, 1)
    return index >= 0
  }

  // A callback that throws is a bug of its owner; the queue goes on, and the others are told.
  #tellWaiting(job: Job, running: Job): void {
    try {
      job.work.onWaiting(running.work.title())
    } catch (thrown) {
      this.#log.error('A waiting job of the scheduler failed', thrown)
    }
  }

  #endWaiting(job: Job): void {
    void this.#track(() => job.work.onStoppedWaiting())
  }

  #giveUpAfter(ms: number, running: Job): void {
    this.#timers.push(this.#clock.after(ms, () => running.giveUp()))
  }

  // A job that rejects or throws is a bug of its owner; it must not hold up the others. `work` is called before this returns.
  #track(work: () => Promise<void>): Promise<void> {
    const begun = (async () => work())()
    const done = begun
      .catch((thrown: unknown) => this.#log.error('A job of the scheduler failed', thrown))
      .finally(() => this.#unfinished.delete(done))
    this.#unfinished.add(done)
    return done
  }
}
