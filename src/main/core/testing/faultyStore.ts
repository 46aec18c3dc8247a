import type { ConversationIndex } from '../conversations/conversationIndex'
import type { ConversationStore } from '../conversations/conversationStore'

type Both = ConversationStore & ConversationIndex
type Method = keyof Both

/**
 * A store with its index whose methods named in `faults` throw the error given there, before they change anything. Records the calls in
 * order.
 */
export function faultyStore(inner: Both): {
  store: Both
  faults: Map<Method, Error>
  calls: Method[]
  /** Holds the calls of one method back until the returned function is called. */
  hold: (method: Method) => () => void
} {
  const faults = new Map<Method, Error>()
  const calls: Method[] = []
  const held = new Map<Method, Promise<void>>()
  const hold = (method: Method): (() => void) => {
    let goOn = (): void => undefined
    held.set(method, new Promise((resolve) => (goOn = resolve)))
    return () => {
      held.delete(method)
      goOn()
    }
  }
  const store = new Proxy(inner, {
    get(target, method: Method) {
      return async (...input: unknown[]): Promise<unknown> => {
        calls.push(method)
        if (method === 'close') return // a test looks into it afterwards
        await held.get(method)
        const fault = faults.get(method)
        if (fault) throw fault
        return (target[method] as (...input: unknown[]) => Promise<unknown>)(...input)
      }
    }
  })
  return { store, faults, calls, hold }
}
