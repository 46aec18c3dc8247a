import type { Result } from '../../shared/contract/appError'
import { calls, type CallName } from '../../shared/contract/calls'
import { invalidRequest, toAppError, toAppErrorOrInternal, unknownRequest } from './errors/appErrors'
import { ExpectedError } from './errors/expectedError'
import type { Handlers } from './handlers'
import type { Log } from './errors/log'

type Route = (name: unknown, input: unknown) => Promise<Result<unknown>>

/**
 * Calls handlers by name. Refuses whatever is not in the contract; whatever happens, a Result is returned. `refusals`: the log for what a
 * page could write at will, so that it may be limited without losing a fault of our own.
 */
export function createRouter(handlers: Handlers, { log, refusals }: { log: Log; refusals: Log }): Route {
  return async (name, input) => {
    if (!isCallName(name)) return { ok: false, error: unknownRequest() }
    const parsed = calls[name].input.safeParse(input)
    if (!parsed.success) {
      refusals.warn(`${name} was called with an input that is not of the contract: ${fieldsOf(parsed.error.issues)}`)
      return { ok: false, error: invalidRequest() }
    }
    try {
      // The map ties each name to its input; TypeScript cannot follow that through a variable.
      const handle = handlers[name] as (input: unknown) => unknown
      return { ok: true, value: (await handle(parsed.data)) ?? null }
    } catch (thrown) {
      if (toAppError(thrown) === null) log.error(`${name} failed`, thrown)
      else if (!(thrown instanceof ExpectedError)) refusals.warn(`${name} was refused (${String(thrown)})`)
      return { ok: false, error: toAppErrorOrInternal(thrown) }
    }
  }
}

const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(calls, name)

// Which fields, never what was in them: the log holds nothing that people write.
const fieldsOf = (issues: readonly { path: readonly PropertyKey[]; code?: string | undefined }[]): string =>
  issues.map(({ path, code }) => `${path.map(String).join('.')} (${String(code)})`).join(', ')
