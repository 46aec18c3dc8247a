import type { AppError } from '../../shared/contract/appError'
import type { Notice } from '../../shared/contract/notice'
import type { ModelFile } from '../../shared/domain/model'
import { t } from '../../shared/i18n/translate'
import type { Recovery } from './loadAttempt'

type Content = Omit<Notice, 'id'>

/** The model is back after its engine was gone. */
export function recoveryNotice(recovery: Recovery): Content {
  if (recovery.kind === 'unresponsive') {
    return { tone: 'info', title: t('core.notice.reloadedAfterStop.title'), detail: t('core.notice.reloadedAfterStop.detail') }
  }
  if (recovery.lostDevice === null) {
    return { tone: 'info', title: t('core.notice.recovered.title'), detail: t('core.notice.recovered.detail') }
  }
  const detail = t('core.notice.recoveredOnCpu.detail', { device: recovery.lostDevice })
  return { tone: 'warning', title: t('core.notice.recoveredOnCpu.title'), detail }
}

/** Another model could not be loaded; `kept` goes on as before. */
export function loadFailedNotice({ message, detail }: AppError, kept: ModelFile): Content {
  const stillLoaded = t('core.notice.loadFailed', { model: kept.name })
  return { tone: 'error', title: message, detail: detail === undefined ? stillLoaded : `${detail} ${stillLoaded}` }
}
