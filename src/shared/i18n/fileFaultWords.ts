import { assertNever } from '../assertNever'
import type { Lookalike, ModelFileFault } from '../domain/modelFileFault'
import type { Sentences } from './sentences'
import { t } from './translate'

/** What is wrong with a model file, and what may have led to it where that can be told. */
export function fileFaultWords(fault: ModelFileFault, file: string): Sentences {
  switch (fault.kind) {
    case 'directory':
      return { message: t('modelFile.directory', { file }) }
    case 'inaccessible':
      return { message: t('modelFile.inaccessible', { file }), detail: t('modelFile.mayNotRead') }
    case 'empty':
      return { message: t('modelFile.empty', { file }), detail: t('modelFile.downloadFailed') }
    case 'notGguf':
      return { message: t('modelFile.notGguf', { file }), ...startWords(fault.lookalike, fault.startsWith) }
    case 'truncated': {
      const { bytes, neededBytes } = fault
      const message = neededBytes === null ? t('modelFile.cutOff', { file, bytes }) : t('modelFile.truncated', { file, bytes, neededBytes })
      return { message, detail: t('modelFile.downloadCutOff') }
    }
    case 'nonsense':
      return { message: t('modelFile.nonsense', { file }) }
    case 'refused':
    case 'endsEngine':
      return { message: t(`modelFile.${fault.kind}`, { file }) }
    case 'partMissing':
      return { message: t('modelFile.partMissing', { file, parts: fault.parts }) }
    case 'wrongPart': {
      const { part, parts, found } = fault
      return { message: t('modelFile.wrongPart', { file, part, found }), detail: t('modelFile.putRightPart', { parts }) }
    }
    default:
      return assertNever(fault)
  }
}

function startWords(lookalike: Lookalike, start: string | null): Pick<Sentences, 'detail'> {
  if (lookalike === 'unknown') return start === null ? {} : { detail: t('modelFile.startsWith', { start }) }
  return { detail: start === null ? t(`modelFile.maybe.${lookalike}`) : t(`modelFile.startsWithMaybe.${lookalike}`, { start }) }
}
