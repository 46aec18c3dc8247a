import { ScrollText } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ContextLedger } from '../../../../shared/domain/contextLedger'
import { promptTokensOf } from '../../../../shared/domain/promptTokens'
import { formatNumber } from '../../../../shared/i18n/regionalFormats'
import { t } from '../../../../shared/i18n/translate'
import { useContextStore } from '../../state/contextStore'
import { useConversationStore } from '../../state/conversationStore'
import { showPromptDialog } from '../../state/viewStore'
import { ChatWhenFull } from './ChatWhenFull'
import { ContextSizeSetting } from './ContextSizeSetting'

const parts = ['format', 'summary', 'you', 'replies', 'draft', 'kept', 'free'] as const
type Part = (typeof parts)[number]

const tokensOf = (ledger: ContextLedger, part: Part): number => (part === 'free' ? freeOf(ledger) : ledger[part])
const freeOf = (ledger: ContextLedger): number => Math.max(0, ledger.limit - promptTokensOf(ledger) - ledger.kept)

/** What the model reads for the next reply, how much it can, and what becomes of a chat that is longer than that. */
export function ContextTab(): ReactElement {
  return (
    <>
      <Ledger />
      <ContextSizeSetting />
      <ChatWhenFull />
    </>
  )
}

/** Part by part, in the model's own tokens. */
function Ledger(): ReactElement {
  const ledger = useContextStore((state) => state.ledger)
  if (ledger === null) return <p className="inspector-note">{t('context.unknown')}</p>
  const shown = parts.filter((part) => part !== 'summary' || ledger.summary > 0)
  return (
    <div className="context">
      <p className="context-sum">{t('context.used', { tokens: promptTokensOf(ledger), limit: ledger.limit })}</p>
      <div className="context-bar" aria-hidden>
        {shown.map((part) => (
          <span key={part} className={`context-part ${part}`} style={{ flexGrow: tokensOf(ledger, part) }} />
        ))}
      </div>
      <dl className="context-legend">
        {shown.map((part) => (
          <div key={part}>
            <dt>
              <span className={`context-key ${part}`} aria-hidden />
              {t(`context.${part}`)}
            </dt>
            <dd>{formatNumber(tokensOf(ledger, part))}</dd>
          </div>
        ))}
      </dl>
      <p className="setting-hint">{t('context.help')}</p>
      <Shortage ledger={ledger} />
      <button type="button" className="button" onClick={() => showPromptDialog(true)}>
        <ScrollText className="icon" />
        {t('context.showPrompt')}
      </button>
      {ledger.reused > 0 && <p className="setting-hint">{t('context.reused', { tokens: ledger.reused })}</p>}
    </div>
  )
}

/** What there is no room for; nothing where there is. */
function Shortage({ ledger }: { ledger: ContextLedger }): ReactElement | null {
  const { firstUnreadId } = ledger
  const isMiddle = useConversationStore(({ open }) => (open?.messages.get(firstUnreadId ?? '')?.parentId ?? null) !== null)
  if (ledger.isTooLong) {
    return <p className="field-fault">{t(ledger.format >= ledger.limit - ledger.kept ? 'context.systemTooLong' : 'context.tooLong')}</p>
  }
  if (ledger.isSummaryDue) return <p className="context-note">{t('context.summaryDue')}</p>
  if (ledger.summary > 0) return <p className="context-note">{t('context.summarized')}</p>
  if (ledger.isAsked) return <p className="context-note">{t('context.asked')}</p>
  return firstUnreadId === null ? null : <p className="context-note">{t(isMiddle ? 'context.leftOutMiddle' : 'context.leftOut')}</p>
}
