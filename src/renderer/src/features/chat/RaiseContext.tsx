import type { ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { useCanRaiseContext } from '../../state/contextSizeStore'
import { showContextSize } from '../../state/viewStore'

/** The way to a longer context, where the model in use was trained for one. */
export function RaiseContext({ className = 'button' }: { className?: string }): ReactElement | null {
  if (!useCanRaiseContext()) return null
  return (
    <button type="button" className={className} onClick={showContextSize}>
      {t('context.raise')}
    </button>
  )
}
