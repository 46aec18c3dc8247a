import type { CSSProperties, ReactElement } from 'react'
import { promptTokensOf } from '../../../../shared/domain/promptTokens'
import { t } from '../../../../shared/i18n/translate'
import { useContextStore } from '../../state/contextStore'
import { readingWords } from './readingWords'
import { showInspector } from '../../state/viewStore'

/** How much of the context the next reply would take, and how long reading it takes; opens what it is made of. Nothing where no model is there that counts. */
export function ContextMeter({ hasDraft }: { hasDraft: boolean }): ReactElement | null {
  const ledger = useContextStore((state) => state.ledger)
  if (ledger === null) return null
  const used = promptTokensOf(ledger)
  const share = Math.min(1, used / ledger.limit)
  const soon = readingWords(ledger)
  const words = t('context.meterWords', { percent: Math.round(share * 100), limit: ledger.limit })
  return (
    <div className="context-meter">
      <span
        className="context-meter-bar"
        role="meter"
        aria-label={t('context.meter')}
        aria-valuemin={0}
        aria-valuemax={ledger.limit}
        aria-valuenow={Math.min(used, ledger.limit)}
        aria-valuetext={words}
        style={{ '--share': share } as CSSProperties}
        data-full={ledger.isTooLong || ledger.isAsked || ledger.lastUnreadId !== null ? '' : undefined}
      />
      <button
        type="button"
        className="button ghost small"
        aria-label={t('context.open', { words })}
        onClick={() => showInspector('context')}
      >
        {words}
      </button>
      {soon !== null && hasDraft && <span className="context-soon">{soon}</span>}
    </div>
  )
}
