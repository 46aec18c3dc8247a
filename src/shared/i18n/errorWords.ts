import { assertNever } from '../assertNever'
import type { AppError } from '../contract/appError'
import { fileFaultWords } from './fileFaultWords'
import type { Sentences } from './sentences'
import { t } from './translate'

/** The words for an expected failure. */
export function errorWords(error: AppError): Sentences {
  switch (error.code) {
    case 'model.starterMissing':
      return { message: t('error.model.starterMissing'), detail: t('error.detail.starterMissing') }
    case 'model.notFound':
    case 'model.unsupported':
    case 'model.insufficientMemory':
    case 'model.unresponsive':
      return { message: t(`error.${error.code}`, error.params), detail: t(`error.detail.${error.code}`) }
    case 'link.notOpened':
      return { message: t('error.link.notOpened'), detail: t('error.detail.link.notOpened') }
    case 'presets.notExported':
      return {
        message: t('error.presets.notWritten', error.params),
        detail: t(`error.detail.presetsNotWritten.${error.params.because}`)
      }
    case 'presets.notImported':
      return { message: t(`error.presets.${error.params.fault}`, error.params), detail: t('error.detail.presets') }
    case 'folder.notOpened':
      return { message: t('error.folder.notOpened'), detail: t('error.detail.folder.notOpened', error.params) }
    case 'model.invalidFile':
      return fileFaultWords(error.params.fault, error.params.file)
    case 'engine.unavailable':
    case 'engine.unsupportedCpu':
    case 'engine.noModel':
    case 'internal':
      return { message: t(`error.${error.code}`), detail: t(`error.detail.${error.code}`) }
    case 'engine.lost':
    case 'engine.killed':
    case 'engine.restarted':
    case 'generation.alreadyBegun':
    case 'request.invalid':
    case 'request.unknown':
    case 'request.untrusted':
      return { message: t(`error.${error.code}`) }
    case 'generation.failed':
      return { message: t('error.generation.failed'), detail: t('error.detail.generation.failed') }
    case 'generation.structureRefused':
      return { message: t('error.generation.structureRefused'), detail: t('error.detail.generation.structureRefused') }
    case 'generation.templateRefused':
    case 'generation.templateUntried':
      return { message: t(`error.${error.code}`), detail: t(`error.detail.${error.code}`) }
    case 'generation.busy':
      return { message: t('error.generation.busy', error.params) }
    case 'generation.systemPromptTooLong':
      return {
        message: t('error.generation.systemPromptTooLong', error.params),
        detail: t('error.detail.generation.systemPromptTooLong')
      }
    case 'generation.messageTooLong':
      return { message: t('error.generation.messageTooLong', error.params) }
    case 'generation.textTooLong':
      return { message: t('error.generation.textTooLong', error.params) }
    case 'generation.chatTooLong':
      return { message: t('error.generation.chatTooLong', error.params), detail: t('error.detail.generation.chatTooLong') }
    case 'generation.contextFull': {
      const { counts } = error.params
      return { message: counts ? t('error.generation.contextFull', counts) : t('error.generation.contextFullUncounted') }
    }
    case 'storage.unreadable':
    case 'storage.locked':
    case 'storage.newerVersion':
    case 'storage.writeFailed':
    case 'storage.diskFull':
      return { message: t(`error.${error.code}`), detail: t(`error.detail.${error.code}`) }
    case 'storage.replyNotSaved':
      return { message: t('error.storage.replyNotSaved'), detail: t(`error.detail.storage.${error.params.because}`) }
    default:
      return assertNever(error)
  }
}
