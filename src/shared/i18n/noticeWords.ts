import { assertNever } from '../assertNever'
import type { AppError } from '../contract/appError'
import type { NoticeContent } from '../contract/notice'
import { errorWords } from './errorWords'
import { titleWords } from './titleWords'
import { t } from './translate'

/** Sentences for people: what happened, and what it means for them. */
export interface NoticeWords {
  title: string
  detail: string
}

/** The words for a notice. */
export function noticeWords(content: NoticeContent): NoticeWords {
  switch (content.kind) {
    case 'nothingSaved':
      return { title: t('notice.nothingSaved.title'), detail: t('notice.nothingSaved.detail', { folder: content.folder }) }
    case 'settingsReset':
    case 'settingsRestored':
    case 'chatsSetAside':
    case 'chatsSalvaged':
      return { title: t(`notice.${content.kind}.title`), detail: t(`notice.${content.kind}.detail`, { file: content.file }) }
    case 'settingsUnsaved':
    case 'recovered':
    case 'reloadedAfterStop':
      return { title: t(`notice.${content.kind}.title`), detail: t(`notice.${content.kind}.detail`) }
    case 'recoveredOnCpu': {
      const device = content.device ?? t('notice.recoveredOnCpu.graphicsCard')
      return { title: t('notice.recoveredOnCpu.title'), detail: t('notice.recoveredOnCpu.detail', { device }) }
    }
    case 'loadFailed':
      return withError(content.error, t('notice.loadFailed', { model: content.kept }))
    case 'starterInstead':
      return withError({ code: 'model.notFound', params: { file: content.file } }, t('notice.starterInstead'))
    case 'messageUnsent':
      return withError(content.error, t('notice.messageUnsent', { title: titleWords(content.title) }))
    default:
      return assertNever(content)
  }
}

function withError(error: AppError, consequence: string): NoticeWords {
  const { message, detail } = errorWords(error)
  return { title: message, detail: detail === undefined ? consequence : `${detail} ${consequence}` }
}
