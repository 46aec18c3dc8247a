import { call } from '../bridge'
import { showFailure } from './windowNotices'

/** Main asks the person, and opens it in another program if they want that. */
export async function openLink(url: string): Promise<void> {
  const result = await call('link.open', { url })
  if (!result.ok) showFailure(null, result.error)
}
