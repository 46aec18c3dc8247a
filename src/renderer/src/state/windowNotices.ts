import type { AppError } from '../../../shared/contract/appError'
import { call } from '../bridge'
import { useAppStore, type WindowNotice } from './appStore'

const OWN = 'window:'
let count = 0

/**
 * Tells of something that failed and has no better place: the words of `what` failed, and why. `what` is null where the window already
 * shows what the person asked for, so that only the error is to be told.
 */
export function showFailure(what: string | null, error: AppError): void {
  count += 1
  const notice: WindowNotice = { id: `${OWN}${count}`, tone: 'error', content: { kind: 'failure', what, error } }
  useAppStore.setState(({ notices }) => ({ notices: [...notices, notice] }))
}

/** What was news for a moment and needs nothing to be done: the model is back. */
const passing = new Set(['recovered', 'reloadedAfterStop'])

/** The person goes on to something else: what was news until then is not told again. */
export function dismissPassing(): void {
  for (const { id, content } of useAppStore.getState().notices) if (passing.has(content.kind)) void dismissNotice(id)
}

export async function dismissNotice(id: string): Promise<void> {
  useAppStore.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
  if (id.startsWith(OWN)) return
  const result = await call('app.dismissNotice', { id })
  if (!result.ok) showFailure(null, result.error)
}
