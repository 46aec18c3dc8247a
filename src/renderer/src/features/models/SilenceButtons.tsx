import type { ReactElement } from 'react'
import type { EngineWork } from '../../../../shared/domain/engineSilence'
import { t } from '../../../../shared/i18n/translate'
import { restartEngine, waitForEngine } from '../../state/modelActions'

/** What can be done about an engine that gives no answer. */
export const SilenceButtons = ({ work }: { work: EngineWork }): ReactElement => (
  <>
    <button type="button" className="button" onClick={() => void waitForEngine(work)}>
      {t('models.silence.wait')}
    </button>
    <button type="button" className="button" onClick={() => void restartEngine(work)}>
      {t('models.silence.startAgain')}
    </button>
  </>
)
