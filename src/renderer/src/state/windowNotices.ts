import type { AppError } from '../../../shared/contract/appError'
import { call } from '../bridge'
import { useAppStore, type WindowNotice } from './appStore'

const OWN = 'window:'
let count = 0

/** Tells of something that failed and has no better place: the words of `title`, and why. */
export function showFailure(title: string, error: AppError): void {
  show(title, error)
}

/** The same, when what the person sees has happened all the same and only the error is to be told. */
export function showError(error: AppError): void {
  show(null, error)
}

function show(what: string | null, error: AppError): void {
  count += 1
  const notice: WindowNotice = { id: `${OWN}${count}`, tone: 'error', content: { kind: 'failure', what, error } }
  useAppStore.setState(({ notices }) => ({ notices: [...notices, notice] }))
}

export async function dismissNotice(id: string): Promise<void> {
  useAppStore.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
  if (id.startsWith(OWN)) return
  const result = await call('app.dismissNotice', { id })
  if (!result.ok) showError(result.error)
}
