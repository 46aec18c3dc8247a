import { Hourglass, RotateCcw } from 'lucide-react'
import type { ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore } from '../../state/appStore'
import { restartEngine, waitForEngine } from '../../state/modelActions'

/** Under a reply that is read for or written: the engine gives no answer, and what the person wants to do about it. */
export function ReplySilence(): ReactElement | null {
  const seconds = useAppStore((state) => state.silence.generating)
  if (seconds === null) return null
  return (
    <span className="reply-silence">
      <span className="figures warn">{t('models.silence.words', { seconds })}</span>
      <button type="button" className="button ghost" onClick={() => void waitForEngine('generating')}>
        <Hourglass className="icon" />
        {t('models.silence.wait')}
      </button>
      <button type="button" className="button ghost" onClick={() => void restartEngine('generating')}>
        <RotateCcw className="icon" />
        {t('models.silence.startAgain')}
      </button>
    </span>
  )
}
