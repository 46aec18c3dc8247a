import type { FakeStep } from './fakeEngine'

interface Waiting {
  step: FakeStep
  goOn(): void
}

/** Holds a FakeEngine before each of its steps until a test lets it go on. Give `gate.step` to the engine. */
export class StepGate {
  #waiting: Waiting | null = null
  #isOpen = false
  #arrived: (() => void) | null = null

  readonly step = (step: FakeStep): Promise<void> => {
    if (this.#isOpen) return Promise.resolve()
    return new Promise((goOn) => {
      this.#waiting = { step, goOn }
      this.#arrived?.()
    })
  }

  /** The step that the engine waits before, as soon as it does. */
  async next(): Promise<FakeStep> {
    if (!this.#waiting) await new Promise<void>((resolve) => (this.#arrived = resolve))
    this.#arrived = null
    if (!this.#waiting) throw new Error('The engine is not waiting')
    return this.#waiting.step
  }

  /** Lets the engine do steps until it waits before one of this kind (and index). */
  async until(kind: FakeStep['kind'], index = 0): Promise<void> {
    for (;;) {
      const step = await this.next()
      if (step.kind === kind && (!('index' in step) || step.index >= index)) return
      this.pass()
    }
  }

  /** Lets the engine do the step it waits before. */
  pass(): void {
    const waiting = this.#waiting
    this.#waiting = null
    waiting?.goOn()
  }

  /** From now on every step waits again. */
  close(): void {
    this.#isOpen = false
  }

  /** From now on nothing waits. */
  open(): void {
    this.#isOpen = true
    this.pass()
  }
}
