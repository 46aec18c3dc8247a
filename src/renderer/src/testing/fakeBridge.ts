import type { AppError } from '../../../shared/contract/appError'
import type { Bridge } from '../../../shared/contract/bridge'
import type { CallInput, CallName, CallOutput } from '../../../shared/contract/calls'
import type { AppEvent, EventName, EventPayload } from '../../../shared/contract/events'

type Answer<N extends CallName> = (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>

/** Thrown by an answer: main refuses in these words. */
export class Refused extends Error {
  constructor(readonly error: AppError) {
    super(error.code)
  }
}

/** Stands in for main: answers as it is told, remembers what was asked, says what it is told to say. */
export class FakeBridge implements Bridge {
  readonly asked: { name: CallName; input: unknown }[] = []
  readonly #answers = new Map<CallName, (input: never) => unknown>()
  readonly #listeners = new Set<(event: AppEvent) => void>()

  answer<N extends CallName>(name: N, answer: Answer<N>): void {
    this.#answers.set(name, answer)
  }

  inputsOf<N extends CallName>(name: N): CallInput<N>[] {
    return this.asked.filter((call) => call.name === name).map((call) => call.input as CallInput<N>)
  }

  emit<N extends EventName>(name: N, payload: EventPayload<N>): void {
    for (const listener of this.#listeners) listener({ name, payload } as AppEvent)
  }

  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<string> {
    this.asked.push({ name, input })
    const answer = this.#answers.get(name) as Answer<N> | undefined
    try {
      return JSON.stringify({ ok: true, value: await (answer ? answer(input) : null) })
    } catch (thrown) {
      if (thrown instanceof Refused) return JSON.stringify({ ok: false, error: thrown.error })
      throw thrown
    }
  }

  onEvent(listener: (event: AppEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
