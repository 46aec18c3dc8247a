import { assertNever } from '../assertNever'
import type { AppError } from '../contract/appError'
import type { NoticeContent } from '../contract/notice'
import { errorWords } from './errorWords'
import { joinedSentences } from './joined'
import type { Sentences } from './sentences'
import { titleWords } from './titleWords'
import { t } from './translate'

/** The words for a notice. */
export function noticeWords(content: NoticeContent): Sentences {
  switch (content.kind) {
    case 'nothingSaved':
      return { message: t('notice.nothingSaved.title'), detail: t('notice.nothingSaved.detail', { folder: content.folder }) }
    case 'settingsReset':
    case 'settingsRestored':
    case 'chatsSetAside':
    case 'chatsSalvaged':
      return { message: t(`notice.${content.kind}.title`), detail: t(`notice.${content.kind}.detail`, { file: content.file }) }
    case 'settingsUnsaved':
    case 'recovered':
    case 'reloadedAfterStop':
      return { message: t(`notice.${content.kind}.title`), detail: t(`notice.${content.kind}.detail`) }
    case 'recoveredOnCpu': {
      const { device } = content
      const detail = device === null ? t('notice.recoveredOnCpu.detailUnnamed') : t('notice.recoveredOnCpu.detail', { device })
      return { message: t('notice.recoveredOnCpu.title'), detail }
    }
    case 'loadFailed':
    case 'loadFailedAfterRoom':
    case 'loadFailedAfterStop':
      return withError(content.error, t(`notice.${content.kind}`, { model: content.kept }))
    case 'graphicsFailed':
      return graphicsFailed(content.device, content.because)
    case 'contextKept': {
      const { model, wanted, kept, because } = content
      const message =
        wanted === null ? t('notice.contextKept.titleAutomatic', { model }) : t('notice.contextKept.title', { model, tokens: wanted })
      return { message, detail: t(`notice.contextKept.${because}`, { tokens: kept }) }
    }
    case 'contextSetAside':
      return {
        message: t('notice.contextSetAside.title', { model: content.model, tokens: content.wanted }),
        detail: t('notice.contextSetAside.detail', { tokens: content.kept })
      }
    case 'contextUnsaved':
      return withError(content.error, t('notice.contextUnsaved'))
    case 'starterInstead':
      return withError({ code: 'model.notFound', params: { file: content.file } }, t('notice.starterInstead'))
    case 'formatUnusable': {
      const { model, format, fault } = content
      const instead =
        format === 'general' ? t('notice.formatUnusable.general') : t('notice.formatUnusable.named', { format: t(`chatFormats.${format}`) })
      return {
        message: t('notice.formatUnusable.title', { model }),
        detail: joinedSentences(t(`notice.formatUnusable.${fault}`), instead)
      }
    }
    case 'starterMeanwhile':
      return withError(content.error, t('notice.starterInstead'))
    case 'messageUnsent':
      return withError(content.error, t('notice.messageUnsent', { title: titleWords(content.title) }))
    default:
      return assertNever(content)
  }
}

function graphicsFailed(device: string | null, because: 'fault' | 'memory'): Sentences {
  const message = device === null ? t(`notice.graphicsFailed.${because}Unnamed`) : t(`notice.graphicsFailed.${because}`, { device })
  return { message, detail: t(`notice.graphicsFailed.${because}Detail`) }
}

function withError(error: AppError, consequence: string): Sentences {
  const { message, detail } = errorWords(error)
  return { message, detail: detail === undefined ? consequence : joinedSentences(detail, consequence) }
}
