import { promptTokensOf } from '../../../../shared/domain/promptTokens'
import type { ContextLedger } from '../../../../shared/domain/contextLedger'
import { t } from '../../../../shared/i18n/translate'

/** Less is no wait that anybody needs to know of. Milliseconds. */
const WORTH_SAYING = 2_000
const MINUTE = 60_000

/** Before sending: how much is to be read first and how long that takes, roughly; null where it is not worth saying, or nobody knows. */
export function readingWords(ledger: ContextLedger): string | null {
  const { readingMs, reused, isTooLong } = ledger
  if (isTooLong || readingMs === null || readingMs <= WORTH_SAYING) return null
  const tokens = rounded(promptTokensOf(ledger) - reused)
  return readingMs < 1.5 * MINUTE
    ? t('context.soon', { tokens, count: Math.round(readingMs / 1_000) })
    : t('context.later', { tokens, count: Math.round(readingMs / MINUTE) })
}

/** To two digits: what is rough is not said exactly. */
function rounded(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1)
  return Math.round(count / unit) * unit
}
